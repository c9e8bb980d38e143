import * as pulumi from "@pulumi/pulumi";
import * as security from "pulumi-ncloud-security";

const config = new pulumi.Config();

// The file is hashed here; its content is sent only if File Safer has not inspected it before.
const artefact = new security.filesafer.FileInspection("artefact", {
  source: config.get("artefact") ?? "artefact.txt",
});

// Everything that hands the artefact on depends on the inspection.
const uploads = new security.filesafer.NotificationConfig(
  "uploads",
  { filter: "file", notificationType: "MAL" },
  { dependsOn: artefact },
);

export const verdict = artefact.verdict;
export const sha256 = artefact.sha256;
export const notified = uploads.notificationType;

import * as pulumi from "@pulumi/pulumi";
import * as security from "pulumi-ncloud-security";

const config = new pulumi.Config();

/** What is the same in every account; each has a Provider, and with it keys and connections, of its own. */
function account(name: string) {
  const provider = new security.Provider(name, {
    accessKey: config.get(`${name}AccessKey`),
    secretKey: config.getSecret(`${name}SecretKey`),
    endpoint: config.get(`${name}Endpoint`),
  });
  const alerts = new security.filesafer.NotificationConfig(
    `${name}-alerts`,
    { filter: "file", notificationType: security.filesafer.NotificationType.Malware },
    { provider },
  );
  return {
    alerts: alerts.notificationType,
    // The key pair of the account is secret, and what is asked with it is not.
    scans: security.wsc.getJobsOutput({}, { provider }).total_cnt,
  };
}

export const production = account("production");
export const staging = account("staging");

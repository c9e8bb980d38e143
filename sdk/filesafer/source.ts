import { types } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import { type Place, refuse } from "../plainValues";

/** The path of a file that is given as it is or as an asset; what is no path at all is for `check` to tell. */
export function toPath(owner: string, source: unknown, from: Place["from"] = "program"): unknown {
  const later = (how: Place["from"]) => (known: unknown) => toPath(owner, known, how);
  if (pulumi.Output.isInstance<unknown>(source)) return source.apply(later("output"));
  if (types.isPromise(source)) return source.then(later(from === "output" ? "output" : "promise"));
  if (pulumi.asset.Asset.isInstance(source) && "path" in source) return source.path;
  if (!pulumi.asset.Asset.isInstance(source) && !pulumi.asset.Archive.isInstance(source)) return source;
  const kind = source.constructor.name;
  return refuse(
    { owner, path: "source", from },
    `is a ${kind}: give the path of a file, or a FileAsset of it`,
  );
}

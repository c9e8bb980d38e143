import { types } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import { type ArgumentPlace, refuse } from "../plainValues";

/** Told by what it holds: what comes out of an Output is a copy without its class. */
const kinds: readonly [holds: string, asset: string, archive: string][] = [
  ["text", "a StringAsset", "an archive"],
  ["assets", "an asset", "an AssetArchive"],
  ["uri", "a RemoteAsset", "a RemoteArchive"],
  ["path", "a FileAsset", "a FileArchive"],
];

function kindOf(source: object): string {
  const [, asset, archive] = kinds.find(([holds]) => holds in source) ?? ["", "an asset", "an archive"];
  return pulumi.asset.Asset.isInstance(source) ? asset : archive;
}

/** The path of a file that is given as it is or as an asset; what is no path at all is for `check` to tell. */
export function toPath(owner: string, source: unknown, from: ArgumentPlace["from"] = "program"): unknown {
  const later = (how: ArgumentPlace["from"]) => (known: unknown) => toPath(owner, known, how);
  if (pulumi.Output.isInstance<unknown>(source)) return source.apply(later("output"));
  if (types.isPromise(source)) return source.then(later(from === "output" ? "output" : "promise"));
  if (pulumi.asset.Asset.isInstance(source) && "path" in source) return source.path;
  if (!pulumi.asset.Asset.isInstance(source) && !pulumi.asset.Archive.isInstance(source)) return source;
  const kind = kindOf(source);
  return refuse({ owner, path: "source", from }, `is ${kind}: give the path of a file, or a FileAsset of it`);
}

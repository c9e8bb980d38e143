import { DiffResponse, PropertyDiff } from "@pulumi/pulumi/proto/provider_pb";
import type { Change, Diff } from "../../resources/kit/lifecycle";

const { Kind } = PropertyDiff;

/** How the engine calls a change, and one that needs a new resource. */
const kinds = {
  add: [Kind.ADD, Kind.ADD_REPLACE],
  update: [Kind.UPDATE, Kind.UPDATE_REPLACE],
  delete: [Kind.DELETE, Kind.DELETE_REPLACE],
} as const satisfies Record<Change["kind"], readonly [PropertyDiff.Kind, PropertyDiff.Kind]>;

/** A diff as the engine is told it. A change of what is no input is one between state and what is wanted of it. */
export function describeDiff({ changes, deleteBeforeReplace = false }: Diff, inputs: object): DiffResponse {
  const { DIFF_SOME, DIFF_NONE } = DiffResponse.DiffChanges;
  const response = new DiffResponse()
    .setChanges(changes.length > 0 ? DIFF_SOME : DIFF_NONE)
    .setDiffsList(changes.map(({ path }) => path))
    .setReplacesList(changes.filter(({ replace }) => replace).map(({ path }) => path))
    .setDeletebeforereplace(deleteBeforeReplace)
    .setHasdetaileddiff(true);
  for (const { path, kind, replace } of changes) {
    const [changed, replaced] = kinds[kind];
    const detail = new PropertyDiff().setKind(replace ? replaced : changed).setInputdiff(path in inputs);
    response.getDetaileddiffMap().set(path, detail);
  }
  return response;
}

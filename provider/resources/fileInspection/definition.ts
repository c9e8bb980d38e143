import { type Definition, describeTimeouts } from "../definition";

const timeouts = { create: "10m", update: "10m" } as const;

export const definition = {
  module: "filesafer",
  timeouts,
  arguments: {
    source: {
      description:
        "The file: a path, relative to the program's folder; in TypeScript also a FileAsset. At most 10 MB, and not empty.",
      change: "Another content is a new inspection, another path alone is recorded.",
      output: "The path, as given or as the FileAsset has it. Of an inspection that is only read, the SHA-1.",
    },
    archivePassword: {
      description: "Password of a protected archive.",
      absent: "none",
      secret: true,
      change: "A change is used at the next inspection.",
      output: "As given; secret.",
    },
    allow: {
      description:
        '"clean" fails the update unless File Safer finds the file clean; "any" only reports the verdict.',
      default: "clean",
      change: "A change is judged at once.",
      output: 'As given; "clean" by default.',
    },
    triggers: {
      description:
        "Reasons to inspect the same content again, such as the release: an object of any plain values; in TypeScript also of Dates, assets and resources. What Pulumi would lose, such as a Map, is an error.",
      absent: "none",
      empty: {},
      change: "A change inspects the same content again.",
      output: "As given, with Dates as ISO text.",
    },
    timeouts: {
      description:
        "How long create and update may wait for the verdict. One that takes longer fails the update; the next `pulumi up` goes on waiting.",
      absent: describeTimeouts(timeouts),
      empty: {},
      change: "A change is used from then on.",
      parts: {
        type: "FileInspectionTimeouts",
        of: {
          create: { description: "How long create may wait.", absent: timeouts.create },
          update: { description: "How long an update may wait.", absent: timeouts.update },
        },
      },
      output: "As given here, or by `customTimeouts`; without the defaults.",
    },
  },
  computed: {
    sha1: "SHA-1 of the content, in lower case; also the id.",
    md5: "MD5 of the content, in lower case; undefined for an inspection that is only read.",
    sha256: "SHA-256 of the content, in lower case; undefined for an inspection that is only read.",
    fileSize: "In bytes; undefined for an inspection that is only read.",
    verdict:
      '"clean", "malware", "error", "excluded" (not analysed) or "pending"; of an archive, the worst of its files.',
    statusCode:
      'NCP\'s analysisStatusCode, as it came: "IPRG" (it is analyzed), "CMPL" (completed), "ERR" (failed) or "EXCN" (excluded).',
    resultCode:
      'NCP\'s analysisResultCode, as it came: "M" (malware), "N" (clean) or "E" (could not be told).',
    entries:
      "The files inside an archive: those that are not clean first, at most 100. Empty for any other file, and while the archive itself is being analyzed.",
    entryCount: "How many files File Safer has inspected inside the archive; `entries` may hold fewer.",
    inspectedAt:
      "When File Safer took the file in for the last create or update, in ISO 8601; undefined where its log has no date.",
  },
} as const satisfies Definition;

import type { Definition } from "../definition";
import { filterArgument } from "../filterArgument";

export const definition = {
  module: "filesafer",
  timeouts: {},
  arguments: {
    filter: filterArgument,
    thresholds: {
      description:
        "The thresholds, in any order: at most one for each `notificationType`. An empty list means none.",
      change: "A change sets them.",
      parts: {
        type: "ThresholdArgs",
        of: {
          notificationType: {
            description: 'What is counted: "MAL" (malware found) or "ERR" (failed queries).',
          },
          referenceTime: { description: "The minutes within which it is counted: 5 to 30, in steps of 5." },
          thresholdValue: { description: "The count that notifies: 1 to 1000." },
        },
      },
      output: "What is set, in the order that was given; a refresh shows what the console has changed since.",
    },
    onDestroy: {
      description:
        'What deleting this resource leaves: "off" leaves no thresholds, "restore" those from before it.',
      default: "off",
      change: "A change is recorded.",
      output: 'As given; "off" by default.',
    },
  },
  computed: {
    previousThresholds:
      'What was set when this resource was created; undefined for one that is only read. `onDestroy: "restore"` puts it back.',
    holder: undefined,
  },
} as const satisfies Definition;

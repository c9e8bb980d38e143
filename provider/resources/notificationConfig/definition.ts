import type { Definition } from "../definition";
import { filterArgument } from "../filterArgument";

export const definition = {
  module: "filesafer",
  timeouts: {},
  arguments: {
    filter: filterArgument,
    notificationType: {
      description:
        'When to notify: "OFF" (never), "MAL" (malware), "MAE" (malware or a failed query), "ERR" (a failed query) or "ALL" (every result).',
      change: "A change sets it.",
      output: "What is set: as given, or as the console has changed it since, which a refresh shows.",
    },
    onDestroy: {
      description: 'What deleting this resource sets: "off", or with "restore" what was set before it.',
      default: "off",
      change: "A change is recorded.",
      output: 'As given; "off" by default.',
    },
  },
  computed: {
    previousNotificationType:
      'What was set when this resource was created; undefined for one that is only read. `onDestroy: "restore"` puts it back.',
    holder: undefined,
  },
} as const satisfies Definition;

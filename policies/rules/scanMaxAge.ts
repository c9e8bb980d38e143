import { durationPattern, parseDuration } from "../../provider/resources/kit/duration";
import { toPolicy } from "../rule";

export const scanMaxAge = toPolicy<{ atMost: string }>({
  name: "scan-max-age",
  description: "A scan is repeated before it is too old.",
  types: ["wsc:ScanJob"],
  config: {
    atMost: {
      description: "The longest maxAge.",
      type: "string",
      pattern: durationPattern.source,
      default: "30d",
    },
  },
  findProblems({ maxAge }, { atMost }) {
    if (typeof maxAge !== "string") return [`it has no maxAge, which may be ${atMost} at most`];
    return parseDuration(maxAge) > parseDuration(atMost) ? [`its maxAge is more than ${atMost}`] : [];
  },
  mend: ({ atMost }) => ({ maxAge: atMost }),
});

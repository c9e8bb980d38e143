import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import { filters } from "../../provider/ncp/api/filesafer/schemas";
import { isOfType } from "../isOfType";

/** Advisory, because the other filter may be set in another stack. */
export const bothFilters: StackValidationPolicy = {
  name: "both-filters",
  description: "A stack that sets the notifications of one filter sets those of the other.",
  enforcementLevel: "advisory",
  validateStack: ({ resources }, reportViolation) => {
    const settings = resources.filter(isOfType("filesafer:NotificationConfig"));
    // A Provider may lead to an account of its own.
    for (const [first, ...others] of Map.groupBy(settings, ({ provider }) => provider?.urn).values()) {
      if (first === undefined) continue;
      const missing = filters.filter((filter) => !sets([first, ...others], filter));
      for (const filter of missing)
        reportViolation(`there is no NotificationConfig for the ${filter} filter beside it`, first.urn);
    }
  },
};

function sets(settings: readonly PolicyResource[], filter: (typeof filters)[number]): boolean {
  return settings.some(({ props }) => props.filter === filter);
}

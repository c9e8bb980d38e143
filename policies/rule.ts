import type { PolicyConfigSchema, ResourceValidationArgs, ResourceValidationPolicy } from "@pulumi/policy";
import { isOfType, type ResourceType } from "./isOfType";

/** Arguments of a resource, as the provider has checked them: one that is as by default is not there. */
export type Inputs = Readonly<Record<string, unknown>>;

type Schema = PolicyConfigSchema["properties"][string];

/** Values that may be configured, by name: the JSON schema of each, and what it is where it is not. */
type Settings<Config> = {
  readonly [Key in keyof Config]: Schema & { readonly description: string; readonly default: Config[Key] };
};

/** What is asked of each resource of some types. */
export interface Rule<Config> {
  readonly name: string;
  readonly description: string;
  readonly types: readonly ResourceType[];
  readonly config: Settings<Config>;
  /** What is wrong with a resource. Values of arguments stay out of the texts: any of them may be secret. */
  findProblems(inputs: Inputs, config: Config): readonly string[];
  /** The arguments that set it right; only where there is one answer that nobody has to decide. */
  mend?(config: Config): Inputs;
}

/** A rule as Pulumi runs it. */
export function toPolicy<Config>(rule: Rule<Config>): ResourceValidationPolicy {
  const { name, description, config } = rule;
  return {
    name,
    description,
    enforcementLevel: "mandatory",
    configSchema: { properties: config },
    validateResource: (args, reportViolation) => {
      for (const problem of judge(rule, args)) reportViolation(problem);
    },
    ...(rule.mend && { remediateResource: (args) => setRight(rule, args) }),
  };
}

function judge<Config>(rule: Rule<Config>, args: ResourceValidationArgs): readonly string[] {
  if (!isOfType(...rule.types)(args)) args.notApplicable(`it is about ${rule.types.join(" and ")}`);
  return rule.findProblems(args.props, readConfig(rule, args));
}

function setRight<Config>(rule: Rule<Config>, args: ResourceValidationArgs): Inputs | undefined {
  if (judge(rule, args).length === 0) return undefined;
  // Pulumi keeps behind these props which of them are secret: a copy of them would be plain text.
  return Object.assign(args.props, rule.mend?.(readConfig(rule, args)));
}

/** The engine fills defaults in only where a pack is configured at all. */
function readConfig<Config>({ config }: Rule<Config>, args: ResourceValidationArgs): Config {
  const settings = Object.entries<Schema>(config).map(([key, schema]) => [key, schema.default]);
  const defaults = Object.fromEntries(settings);
  return { ...defaults, ...args.getConfig<object>() } as Config;
}

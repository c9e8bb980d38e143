import type { PolicyResource, ResourceValidationArgs } from "@pulumi/policy";
import { policies } from "../../policies/index";
import type { ResourceType } from "../../policies/isOfType";

export type Props = Record<string, unknown>;

/** Thrown by a policy that says that it is not about a resource. */
export class NotApplicable extends Error {}

const options = {
  protect: false,
  ignoreChanges: [],
  aliases: [],
  additionalSecretOutputs: [],
  customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
};

/** A resource as a policy of Pulumi is shown it; by default as the plugin carries it. */
export function describeResource(type: ResourceType | string, props: Props) {
  const token = type.split(":").length === 2 ? `ncloud-security:${type}` : type;
  return {
    type: token,
    props,
    urn: `urn:pulumi:test::policies::${token}::sample`,
    name: "sample",
    opts: options,
    isType: () => false,
    asType: () => undefined,
  };
}

function describeArgs(type: ResourceType | string, props: Props, config: Props): ResourceValidationArgs {
  return {
    ...describeResource(type, props),
    stackTags: new Map(),
    getConfig: <T extends object>() => config as T,
    notApplicable: (reason) => {
      throw new NotApplicable(reason);
    },
  };
}

/** What a policy of the pack says of a resource, under a configuration. */
export async function judge(
  name: string,
  type: ResourceType | string,
  props: Props,
  config: Props = {},
): Promise<string[]> {
  const policy = find(name);
  if (!("validateResource" in policy) || typeof policy.validateResource !== "function")
    throw new Error(`${name} is about no resource`);
  const said: string[] = [];
  await policy.validateResource(describeArgs(type, props, config), (message) => said.push(message));
  return said;
}

/** What a policy that looks at whole stacks says of one, and of which resource. */
export async function judgeStack(name: string, resources: readonly Partial<PolicyResource>[]) {
  const policy = find(name);
  if (!("validateStack" in policy)) throw new Error(`${name} is about no stack`);
  const said: [message: string, urn: string | undefined][] = [];
  const whole = resources.map((each) => ({
    ...describeResource("filesafer:NotificationConfig", {}),
    dependencies: [],
    propertyDependencies: {},
    ...each,
  }));
  await policy.validateStack(
    {
      resources: whole,
      stackTags: new Map(),
      getConfig: <T extends object>() => ({}) as T,
      notApplicable: (reason) => {
        throw new NotApplicable(reason);
      },
    },
    (message, urn) => said.push([message, urn]),
  );
  return said;
}

/** The arguments that a policy sets right; undefined where it finds nothing wrong, or has no remedy. */
export async function mend(name: string, type: ResourceType, props: Props, config: Props = {}) {
  const policy = find(name);
  if (!("remediateResource" in policy)) return undefined;
  return policy.remediateResource?.(describeArgs(type, props, config));
}

export function find(name: string): (typeof policies)[number] {
  const found = policies.find((policy) => policy.name === name);
  if (found === undefined) throw new Error(`there is no policy ${name}`);
  return found;
}

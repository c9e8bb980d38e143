import {
  type CheckRequest,
  CheckResponse,
  type CreateRequest,
  CreateResponse,
  type DeleteRequest,
  type DiffRequest,
  type DiffResponse,
  type ReadRequest,
  ReadResponse,
  type UpdateRequest,
  UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { unknownValue } from "../../names";
import { listSecrets } from "../../resources/definition";
import { fillDefaults } from "../../resources/kit/defaults";
import { ForeseenError, PartialFailure } from "../../resources/kit/failure";
import type { Properties } from "../../resources/kit/lifecycle";
import { type AnyLifecycle, lifecycles } from "../../resources/lifecycles";
import { describeAbsence } from "../failures";
import { describeDiff } from "./diff";
import { describeFailures, InitFailure } from "./failures";
import { readType } from "./owner";
import type { Session } from "./session";
import { findResource, pluginTokenOf } from "./tokens";
import { type Received, receive, send } from "./wire";

/** What every request about a resource tells. */
interface Request {
  getUrn(): string;
  getTimeout?(): number;
}

/** Carries the lifecycles: everything that is the protocol's and not a resource's own. */
export function createResourceService(session: Session) {
  /** One call of the engine, about a resource with these properties. */
  const open = (request: Request, ...properties: Received[]) => {
    const urn = request.getUrn();
    const lifecycle = findLifecycle(urn);
    const secretArguments = new Set(properties.flatMap(({ secrets }) => [...secrets]));
    const ctx = session.createContext({ urn, secretArguments, timeoutSeconds: request.getTimeout?.() });
    const secrets = [...listSecrets(lifecycle.definition), ...secretArguments];
    return { ctx, lifecycle, store: (stored: object) => send(stored, secrets) };
  };

  return {
    async check(request: CheckRequest): Promise<CheckResponse> {
      const [olds, news] = [receive(request.getOlds()), receive(request.getNews())];
      const { ctx, lifecycle, store } = open(request, news);
      const { inputs, failures } = await lifecycle.check(ctx, olds.values, news.values);
      return new CheckResponse().setInputs(store(inputs)).setFailuresList(describeFailures(failures));
    },

    async diff(request: DiffRequest): Promise<DiffResponse> {
      const [olds, news] = [receive(request.getOlds()), receive(request.getNews())];
      const { ctx, lifecycle } = open(request, news);
      const diff = await lifecycle.diff(ctx, request.getId(), olds.values, news.values);
      return describeDiff(diff, lifecycle.inputs.shape);
    },

    async create(request: CreateRequest): Promise<CreateResponse> {
      const news = receive(request.getProperties());
      const { ctx, lifecycle, store } = open(request, news);
      if (request.getPreview())
        return new CreateResponse().setProperties(store(foresee(lifecycle, news.values)));
      const done = lifecycle.create(ctx, news.values).catch(explain(news.values, store));
      const { id, outputs } = await done;
      return new CreateResponse().setId(id).setProperties(store(outputs));
    },

    async update(request: UpdateRequest): Promise<UpdateResponse> {
      const [olds, news] = [receive(request.getOlds()), receive(request.getNews())];
      const { ctx, lifecycle, store } = open(request, news);
      if (request.getPreview())
        return new UpdateResponse().setProperties(store(foresee(lifecycle, news.values)));
      const done = lifecycle.update(ctx, request.getId(), olds.values, news.values);
      const { outputs } = await done.catch(explain(news.values, store));
      return new UpdateResponse().setProperties(store(outputs));
    },

    async read(request: ReadRequest): Promise<ReadResponse> {
      const [inputs, outputs] = [receive(request.getInputs()), receive(request.getProperties())];
      const { ctx, lifecycle, store } = open(request, inputs, outputs);
      const id = request.getId();
      const stored = { inputs: inputs.values, outputs: outputs.values };
      const found = await lifecycle.read(ctx, id, stored);
      if (found !== null)
        return new ReadResponse()
          .setId(found.id)
          .setInputs(store(found.inputs))
          .setProperties(store(found.outputs));
      if (Object.keys(stored.outputs).length > 0) return new ReadResponse();
      throw new ForeseenError(describeAbsence(lifecycle.name, id));
    },

    async delete(request: DeleteRequest): Promise<Empty> {
      const outputs = receive(request.getProperties());
      const { ctx, lifecycle } = open(request, outputs);
      await lifecycle.delete(ctx, request.getId(), outputs.values);
      return new Empty();
    },
  };
}

function findLifecycle(urn: string): AnyLifecycle {
  const type = readType(urn);
  const name = findResource(type);
  if (name !== undefined) return lifecycles[name];
  const known = Object.values(lifecycles).map((each) => pluginTokenOf(each.name));
  throw new ForeseenError(`there is no resource ${type}: the resources are ${known.join(", ")}`);
}

/** What a preview tells of a step's outcome: the arguments, and that the rest is not known yet. */
function foresee({ definition }: AnyLifecycle, inputs: Properties): Properties {
  const unknowns = Object.keys(definition.computed).map((name) => [name, unknownValue] as const);
  return { ...Object.fromEntries(unknowns), ...fillDefaults(definition, inputs) };
}

/** The engine records the state that a step has left when it failed half-way, together with the reasons. */
function explain(inputs: Properties, store: (stored: object) => Struct) {
  return (error: unknown): never => {
    throw error instanceof PartialFailure
      ? new InitFailure(error, store(inputs), store(error.outputs))
      : error;
  };
}

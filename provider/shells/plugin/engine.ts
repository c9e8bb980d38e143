import { credentials } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import { writeOnce } from "../log";

/** The engine that has started this process, to which lines for the user go. */
export class Engine {
  #client: EngineClient | undefined;
  readonly #sending = new Set<Promise<void>>();

  connect(address: string): void {
    // It is on this machine, where no proxy of the environment leads to.
    this.#client ??= new EngineClient(address, credentials.createInsecure(), { "grpc.enable_http_proxy": 0 });
  }

  /** Shows a line under a resource, or under the stack. */
  readonly log = writeOnce((line, urn) => this.#show(new LogRequest().setMessage(line).setUrn(urn)));

  /** Shows a line that the next one takes the place of, and that is not repeated at the end of a run. */
  showStatus(line: string, urn: string): void {
    this.#show(new LogRequest().setMessage(line).setUrn(urn).setEphemeral(true));
  }

  /** Until all lines are with the engine, which does not wait for any once it has its answer. */
  async flush(): Promise<void> {
    await Promise.all(this.#sending);
  }

  #show(request: LogRequest): void {
    const sent = this.#send(request.setSeverity(LogSeverity.INFO));
    this.#sending.add(sent);
    void sent.then(() => this.#sending.delete(sent));
  }

  /** An engine that does not take a line is gone: nobody is there to read it. */
  #send(request: LogRequest): Promise<void> {
    return new Promise((resolve) => {
      if (this.#client === undefined) resolve();
      else this.#client.log(request, () => resolve());
    });
  }
}

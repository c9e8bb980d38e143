import {
  type CheckRequest,
  CheckResponse,
  type ConfigureRequest,
  ConfigureResponse,
  type DiffRequest,
  type DiffResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import type { Given } from "../../accounts/account";
import { collectSettings, configNamespace, describeUnknownSettings, secretConfigKeys } from "../../names";
import type { Change, Failure, Properties } from "../../resources/kit/lifecycle";
import { version } from "../../version";
import { ConfiguredSettings } from "../settings";
import { describeDiff } from "./diff";
import { describeFailures } from "./failures";
import type { Session } from "./session";
import { receive, send } from "./wire";

/** In the stack's configuration it chooses the plugin, and is no setting of an account. */
const choice = "plugin";

/** Under this name the engine gives the version of the SDK that asks for this plugin. */
const sdkVersion = "version";

/** What the engine says of an account's settings: the stack's configuration, or a Provider's arguments. */
export function createSettingsService(session: Session) {
  return {
    checkConfig(request: CheckRequest): CheckResponse {
      const { [choice]: _, ...news } = receive(request.getNews()).values;
      noteOtherVersion(session, news[sdkVersion]);
      const settings = new ConfiguredSettings(readSettings(news), session.accounts);
      const failures = [...listUnknown(news), ...settings.listFailures()];
      return new CheckResponse()
        .setInputs(send(news, secretConfigKeys))
        .setFailuresList(describeFailures(failures));
    },

    /** Other settings never replace what was made with the former ones: each resource knows where it was made. */
    diffConfig(request: DiffRequest): DiffResponse {
      const [olds, news] = [receive(request.getOlds()).values, receive(request.getNews()).values];
      return describeDiff({ changes: compareSettings(olds, news) }, news);
    },

    configure(request: ConfigureRequest): ConfigureResponse {
      session.settings = new ConfiguredSettings(
        readSettings(receive(request.getArgs()).values),
        session.accounts,
      );
      return new ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true);
    },
  };
}

/** A Provider that the dynamic shell has written names its settings as the stack's configuration does. */
function readSettings(values: Properties): Given {
  return collectSettings((key) => toText(values[key] ?? values[`${configNamespace}:${key}`]));
}

function toText(value: unknown): string | undefined {
  return value === undefined || typeof value === "string" ? value : JSON.stringify(value);
}

function listUnknown(values: Properties): Failure[] {
  const names = Object.keys(values).filter((name) => name !== sdkVersion);
  const problem = describeUnknownSettings(names.map((name) => name.replace(`${configNamespace}:`, "")));
  return problem === undefined ? [] : [{ property: "", reason: `the configuration ${problem}` }];
}

function compareSettings(olds: Properties, news: Properties): Change[] {
  const names = [...new Set([...Object.keys(olds), ...Object.keys(news)])].filter(
    (name) => name !== sdkVersion && toText(olds[name]) !== toText(news[name]),
  );
  return names.map((path) => ({ path, kind: nameKind(path, olds, news) }));
}

function nameKind(name: string, olds: Properties, news: Properties): Change["kind"] {
  if (!(name in olds)) return "add";
  return name in news ? "update" : "delete";
}

function noteOtherVersion({ engine }: Session, asked: unknown): void {
  if (typeof asked !== "string" || asked === version) return;
  engine.log(
    `ncloud-security: this plugin is version ${version}, and the program's package is ${asked}: install both in one version`,
  );
}

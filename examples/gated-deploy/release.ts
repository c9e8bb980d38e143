import { writeFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";

export interface ReleaseArgs {
  /** The file that tells which version is live. */
  file: pulumi.Input<string>;
  version: pulumi.Input<string>;
}

/** Stands for whatever makes a version live: a DNS record, a load balancer's target, a deployment. */
export class Release extends pulumi.dynamic.Resource {
  declare readonly version: pulumi.Output<string>;

  constructor(name: string, args: ReleaseArgs, opts?: pulumi.CustomResourceOptions) {
    super(provider, name, args, opts);
  }
}

interface Known {
  file: string;
  version: string;
}

const provider: pulumi.dynamic.ResourceProvider<Known, Known> = {
  async create(inputs) {
    writeFileSync(inputs.file, `${inputs.version}\n`);
    return { id: inputs.file, outs: inputs };
  },
  async update(_id, _olds, news) {
    writeFileSync(news.file, `${news.version}\n`);
    return { outs: news };
  },
};

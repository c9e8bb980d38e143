import { createRequire } from "node:module";
import { z } from "zod";

/** The version of this package. It is found by name, because sources and build lie at different depths. */
export const version = z
  .object({ version: z.string() })
  .parse(createRequire(__filename)("pulumi-ncloud-security/package.json")).version;

// What Pulumi runs for `--policy-pack node_modules/pulumi-ncloud-security/policies`.
import { PolicyPack } from "@pulumi/policy";
import { policies } from "./index";

new PolicyPack("ncloud-security", { policies });

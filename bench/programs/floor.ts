import * as pulumi from "@pulumi/pulumi";
import { outputs } from "./floorRuntime.cjs";

const { BENCH_KIND: kind = "scan", BENCH_SIZE: size } = process.env;

/** As little as a dynamic resource can be: no serialised code, and calls that do nothing. */
class Floor extends pulumi.CustomResource {
  constructor(name: string, type: "scan" | "setting", args: pulumi.Inputs) {
    const named = Object.fromEntries(Object.keys(outputs[type]).map((output) => [output, undefined]));
    const text = `exports.handler=()=>require("./floorRuntime.cjs").${type}`;
    super(`pulumi-nodejs:dynamic/floor:${type}`, name, { ...named, ...args, __provider: text });
  }
}

function makeScan(number: number): void {
  new Floor(`site-${number}`, "scan", { startUrl: `https://site-${number}.example.com/` });
}

function makeSetting(number: number): void {
  const filter = number === 0 ? "file" : "hash";
  new Floor(filter, "setting", { filter, notificationType: "ALL" });
}

const make = kind === "setting" ? makeSetting : makeScan;
for (let number = 0; number < Number(size); number += 1) make(number);

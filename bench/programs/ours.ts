import * as security from "pulumi-ncloud-security";

const { BENCH_KIND: kind, BENCH_SIZE: size, BENCH_WAIT, BENCH_PROVIDERS } = process.env;

const waitFor = BENCH_WAIT === undefined ? undefined : "completed";

const providers = Array.from(
  { length: Number(BENCH_PROVIDERS ?? 0) },
  (_, number) => new security.Provider(`account-${number}`),
);

function makeScan(number: number): void {
  const startUrl = `https://site-${number}.example.com/`;
  const provider = providers[number % providers.length];
  new security.wsc.ScanJob(`site-${number}`, { startUrl, waitFor }, { provider });
}

function makeSetting(number: number): void {
  const filter = number === 0 ? "file" : "hash";
  new security.filesafer.NotificationConfig(filter, { filter, notificationType: "ALL" });
}

const make = kind === "setting" ? makeSetting : makeScan;
for (let number = 0; number < Number(size); number += 1) make(number);

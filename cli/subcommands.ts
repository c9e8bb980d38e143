export interface Subcommand {
  /** What it is for, in the usage. */
  readonly summary: string;
  /** Called only for the subcommand that is asked for, so that none waits for what another one needs. */
  load(): Promise<{ run(args: readonly string[]): Promise<void> }>;
}

export const subcommands: ReadonlyMap<string, Subcommand> = new Map([
  [
    "emulator",
    {
      summary:
        "Web Security Checker, File Safer and Security Monitoring on this machine, for trials and tests",
      load: () => import("../emulator/command.js"),
    },
  ],
  [
    "discover",
    {
      summary: "a Pulumi program for what an account has: settings of File Safer, and the latest scans",
      load: () => import("./discover/command.js"),
    },
  ],
]);

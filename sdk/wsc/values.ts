/** The browsers that the scanner can say it is. */
export const UserAgent = {
  Android: "Android",
  IPhone: "iPhone",
  PCChrome: "PC Chrome",
  PCIE: "PC IE",
} as const;

export type UserAgent = (typeof UserAgent)[keyof typeof UserAgent];

/** How fast a scan sends requests; the API's own values are "1", "2" and "3". */
export const Speed = { Normal: "normal", Fast: "fast", Fastest: "fastest" } as const;

export type Speed = (typeof Speed)[keyof typeof Speed] | "1" | "2" | "3";

/** How far a scan must be before `pulumi up` goes on. */
export const WaitFor = { Submitted: "submitted", Started: "started", Completed: "completed" } as const;

export type WaitFor = (typeof WaitFor)[keyof typeof WaitFor];

/** NCP's two platforms; an account may have servers on either. */
export const Platform = { Vpc: "vpc", Classic: "classic" } as const;

export type Platform = (typeof Platform)[keyof typeof Platform];

/** In which order events are listed, by the time of their detection. */
export const Order = { OldestFirst: "asc", NewestFirst: "desc" } as const;

export type Order = (typeof Order)[keyof typeof Order];

/** Regions that events can be limited to; `GovernmentSouth` is the government site's own. */
export const RegionCode = {
  Korea: "KR",
  Germany: "DEN",
  Japan: "JPN",
  Singapore: "SGN",
  UsWest: "USWN",
  GovernmentSouth: "KRS",
} as const;

export type RegionCode = (typeof RegionCode)[keyof typeof RegionCode];

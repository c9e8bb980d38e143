/** NCP's two platforms; an account may have servers on either. */
export const Platform = {
  /** Servers in a VPC; the default. */
  Vpc: "vpc",
  /** Servers in NCP's Classic environment. */
  Classic: "classic",
} as const;

export type Platform = (typeof Platform)[keyof typeof Platform];

/** In which order events are listed, by the time of their detection. */
export const Order = {
  /** From the oldest to the newest. */
  OldestFirst: "asc",
  /** From the newest to the oldest; NCP's default. */
  NewestFirst: "desc",
} as const;

export type Order = (typeof Order)[keyof typeof Order];

/** Regions that events can be limited to. The documents list the codes; which region each stands for is inferred. */
export const RegionCode = {
  /** On the public and the government site. */
  Korea: "KR",
  /** On the public site. */
  Germany: "DEN",
  /** On the public site. */
  Japan: "JPN",
  /** On the public site. */
  Singapore: "SGN",
  /** On the public site. */
  UsWest: "USWN",
  /** On the government site. */
  GovernmentSouth: "KRS",
} as const;

export type RegionCode = (typeof RegionCode)[keyof typeof RegionCode];

import type { ServiceName } from "../api/service";
import { ConfigurationError } from "../errors";
import { isLoopback } from "./loopback";

/** NCP's three separate clouds: commercial, government and financial. */
export const sites = ["public", "gov", "fin"] as const;

export type Site = (typeof sites)[number];

/** Where a server asks for the keys of its role; the address is the same on every server. */
export const defaultMetadataEndpoint = "http://169.254.169.254";

export type EndpointOverrides = Readonly<Partial<Record<ServiceName, string>>>;

export interface Endpoint {
  /** Scheme, host and port. */
  readonly origin: string;
  /** What comes before every path, "" or "/prefix"; it is signed, because the server sees it. */
  readonly basePath: string;
}

const hosts: Record<Site, Partial<Record<ServiceName, string>>> = {
  public: {
    wsc: "https://wsc.apigw.ntruss.com",
    filesafer: "https://filesafer.apigw.ntruss.com",
    securitymonitoring: "https://securitymonitoring.apigw.ntruss.com",
    sts: "https://sts.apigw.ntruss.com",
  },
  gov: {
    wsc: "https://wsc.apigw.gov-ntruss.com",
    filesafer: "https://filesafer.apigw.gov-ntruss.com",
    securitymonitoring: "https://securitymonitoring.apigw.gov-ntruss.com",
    sts: "https://sts.apigw.gov-ntruss.com",
  },
  // No document knows Security Monitoring in the financial cloud, so it is taken not to be offered there.
  fin: {
    wsc: "https://wsc.apigw.fin-ntruss.com",
    filesafer: "https://fin-filesafer.apigw.fin-ntruss.com",
    sts: "https://sts.apigw.fin-ntruss.com",
  },
};

const domains: Record<Site, string> = {
  public: ".ntruss.com",
  gov: ".gov-ntruss.com",
  fin: ".fin-ntruss.com",
};

/** The site that a URL leads to; undefined for a host that is not NCP's. */
export function findSite(url: string | undefined): Site | undefined {
  const host = URL.parse(url ?? "")?.hostname ?? "";
  return sites.find((site) => host.endsWith(domains[site]));
}

/** Where a service is reached. Throws a ConfigurationError if the site does not offer it. */
export function findEndpoint(service: ServiceName, site: Site, overrides: EndpointOverrides): Endpoint {
  const address = overrides[service] ?? hosts[site][service];
  if (address === undefined) {
    throw new ConfigurationError(`${service} is not offered in the site "${site}"`, {
      service,
      hint: `Use another site, or set endpoints.${service} if you know an address for it`,
    });
  }
  const { origin, pathname } = new URL(address);
  return { origin, basePath: pathname.replace(/\/+$/, "") };
}

/** Says what is wrong with the base URL of a service, or nothing. */
export function findFaultOfBaseUrl(text: string): string | undefined {
  return findFaultOfUrl(text, isLoopback, "must begin with https unless the host is loopback");
}

/** The same for the metadata service, which is plain http on a link-local address. */
export function findFaultOfMetadataUrl(text: string): string | undefined {
  const near = (hostname: string) => isLoopback(hostname) || /^169\.254(\.\d{1,3}){2}$/.test(hostname);
  return findFaultOfUrl(text, near, "must begin with https unless the host is loopback or link-local");
}

function findFaultOfUrl(
  text: string,
  mayBePlain: (hostname: string) => boolean,
  tooOpen: string,
): string | undefined {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return "is not an http or https URL";
  if (url.username !== "" || url.password !== "") return "must not carry a user name or password";
  if (url.search !== "" || url.hash !== "") return "must not carry a query or fragment";
  return url.protocol === "http:" && !mayBePlain(url.hostname) ? tooOpen : undefined;
}

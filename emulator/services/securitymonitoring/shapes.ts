import { createHash } from "node:crypto";

export const listNames = ["av", "ddos", "ids", "ips", "waf"] as const;

export type ListName = (typeof listNames)[number];

/** Fields of an event beside the common ones. */
export type EventFields = Readonly<Record<string, string>>;

/** Picks that look random and are the same for the same key on every machine. */
export class Dice {
  readonly #bytes: Buffer;
  #next = 0;

  constructor(key: string) {
    this.#bytes = createHash("sha512").update(key).digest();
  }

  below(limit: number): number {
    const at = this.#next % (this.#bytes.length - 1);
    this.#next += 2;
    return this.#bytes.readUInt16BE(at) % limit;
  }

  pick<const Choice>(choices: readonly [Choice, ...Choice[]]): Choice {
    return choices[this.below(choices.length)] ?? choices[0];
  }
}

/** Addresses that are reserved for documentation (RFC 5737), so that no real host is accused. */
const attacker = (dice: Dice) =>
  `${dice.pick(["192.0.2", "198.51.100", "203.0.113"])}.${1 + dice.below(254)}`;
const server = (dice: Dice) => `10.0.${dice.pick([1, 2])}.${10 + dice.below(8)}`;
const highPort = (dice: Dice) => String(32_768 + dice.below(28_000));

/** The fields of each list; those of av and ids were not seen and follow the filters and the other lists. */
export const shapes: Record<ListName, (dice: Dice) => EventFields> = {
  av: (dice) => ({
    infectedServerIp: server(dice),
    detectionPath: dice.pick([
      "/var/www/html/upload/shell.php",
      "/tmp/.x/miner",
      "/home/app/upload/invoice.doc",
    ]),
    malwareType: dice.pick(["Webshell", "CoinMiner", "Trojan"]),
  }),
  ddos: (dice) => ({
    reportType: dice.pick(["Detection", "Mitigation"]),
    attackerIp: attacker(dice),
    targetIp: server(dice),
    attackType: dice.pick(["SYN Flooding", "UDP Flooding", "HTTP GET Flooding"]),
  }),
  ids: (dice) => ({
    reportType: dice.pick(["Detection", "Attack"]),
    attackType: dice.pick(["Scanning", "Brute Force", "Web Attack"]),
    attackerIp: attacker(dice),
    targetIp: server(dice),
  }),
  ips: (dice) => ({
    eventNm: dice.pick(["SSH Login Brute Force", "Apache Log4j RCE", "SMB Remote Code Execution"]),
    attackType: dice.pick(["Brute Force", "Exploit"]),
    attackerIp: attacker(dice),
    attackerPort: highPort(dice),
    targetIp: server(dice),
    targetPort: dice.pick(["22", "445", "8080"]),
    protocol: dice.pick(["TCP", "UDP"]),
    detect: String(1 + dice.below(40)),
  }),
  waf: (dice) => ({
    eventNm: dice.pick(["SQL Injection", "Cross Site Scripting", "Directory Traversal"]),
    attackType: dice.pick(["Injection", "XSS", "Scanner"]),
    attackerIp: attacker(dice),
    attackerPort: highPort(dice),
    targetIp: server(dice),
    targetPort: dice.pick(["80", "443"]),
  }),
};

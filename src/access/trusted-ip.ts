import ipaddr from "ipaddr.js";
import { formatNetwork, isCovered, type Network, parseNetwork } from "./network";

/** Every address, the default of both lists (contract/api.md 3, u01:5). */
export const ANY_ADDRESS: readonly string[] = ["0.0.0.0/0", "::/0"];

/**
 * The entry that an element of an answer stands for: the server takes address and prefix apart, and an element without `prefix` is a single address.
 *
 * @example trustedIpFromAnswer({ ipAddress: "0.0.0.0", prefix: 0 }) // "0.0.0.0/0"
 */
export function trustedIpFromAnswer(element: {
  readonly ipAddress: string;
  readonly prefix?: number | null;
}): string {
  return element.prefix == null ? element.ipAddress : `${element.ipAddress}/${element.prefix}`;
}

/** Whether two lists are equal as sets of networks: `/32` is the bare address, host bits mean nothing, IPv6 in any spelling (behaviour.md 1). */
export function sameTrustedIps(a: readonly string[], b: readonly string[]): boolean {
  return JSON.stringify(canonicalTrustedIps(a)) === JSON.stringify(canonicalTrustedIps(b));
}

/** The normal form of a list: every network once, in its one spelling, sorted. What is no network stays as it is. */
export function canonicalTrustedIps(entries: readonly string[]): string[] {
  return [...new Set(entries.map(canonicalTrustedIp))].sort();
}

/** The one spelling of an entry. What is no network stays as it is. */
export function canonicalTrustedIp(entry: string): string {
  const network = parseNetwork(entry);
  return "problem" in network ? entry : formatNetwork(network);
}

/**
 * The server's networks in the spelling of the prior ones, one by one (behaviour.md 2): prior entries whose network the server still has, in their
 * order, then the others in canonical order and the server's spelling. Exactly `prior` when both mean the same.
 */
export function keepTrustedIpSpelling(prior: readonly string[], answer: readonly string[]): string[] {
  const networks = new Map(answer.map((entry) => [canonicalTrustedIp(entry), entry]));
  const kept = prior.filter((entry) => networks.has(canonicalTrustedIp(entry)));
  kept.forEach((entry) => networks.delete(canonicalTrustedIp(entry)));
  const others = [...networks].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
  return [...kept, ...others];
}

/** Whether a client with this address gets in. An IPv4 client is one however its address is written, `::ffff:10.0.0.1` too. */
export function trustedIpsAllow(entries: readonly string[], address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  return trustedIpsCover(entries, [ipaddr.process(address).toString()]);
}

/** Whether every address that `narrow` lets in is let in by `wide`. Entries that are no networks let nobody in. */
export function trustedIpsCover(wide: readonly string[], narrow: readonly string[]): boolean {
  const networks = networksOf(wide);
  return networksOf(narrow).every((network) => isCovered(network, networks));
}

function networksOf(entries: readonly string[]): Network[] {
  return entries.map(parseNetwork).filter((network): network is Network => !("problem" in network));
}

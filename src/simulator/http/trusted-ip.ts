import { BlockList, isIP } from "node:net";
import type { Refusals } from "../release/refusal";
import type { TrustedIp } from "../state/rows";

/**
 * Reads a trusted IP as it was sent. Nothing is brought into a canonical form and what follows the digits of a
 * prefix is dropped (contract/api.md 3, u05).
 * @returns undefined when it is no address and no CIDR block.
 */
function parseTrustedIp(text: string): TrustedIp | undefined {
  const [ipAddress = "", prefixText] = text.split("/");
  const version = isIP(ipAddress);
  if (version === 0) {
    return undefined;
  }
  const type = version === 4 ? "ipv4" : "ipv6";
  if (prefixText === undefined) {
    return { type, ipAddress };
  }
  const prefix = Number.parseInt(prefixText, 10);
  return prefix >= 0 && prefix <= (version === 4 ? 32 : 128) ? { type, prefix, ipAddress } : undefined;
}

/**
 * The list to store for the one that was sent. Without the plan's allow-listing only two strings pass, and whatever
 * else is sent is told of the plan before it is told of its form (u04:1-33).
 */
export function trustedIps(
  sent: readonly { ipAddress: string }[],
  ipAllowlisting: boolean,
  refusals: Refusals,
): TrustedIp[] {
  return sent.map(({ ipAddress }) => {
    if (!ipAllowlisting && ipAddress !== "0.0.0.0/0" && ipAddress !== "::/0") {
      throw refusals.planRestriction();
    }
    const parsed = parseTrustedIp(ipAddress);
    if (parsed === undefined) {
      throw refusals.invalidIp();
    }
    return parsed;
  });
}

/** Whether an address lies in one of the networks; `0.0.0.0/0` does not hold IPv6 clients (u07:35). */
export function isTrusted(address: string, networks: readonly TrustedIp[], refusals: Refusals): boolean {
  const version = isIP(address);
  if (version === 0) {
    throw refusals.unexpected("Failed to extract IP details");
  }
  const list = new BlockList();
  for (const { type, prefix, ipAddress } of networks) {
    const bare = ipAddress.split("%")[0] ?? ipAddress;
    if (prefix === undefined) {
      list.addAddress(bare, type);
    } else {
      list.addSubnet(bare, prefix, type);
    }
  }
  return list.check(address, version === 4 ? "ipv4" : "ipv6");
}

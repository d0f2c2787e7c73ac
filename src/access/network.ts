import ipaddr from "ipaddr.js";

/** A network, or a single address as the network of that address alone. */
export interface Network {
  readonly type: "ipv4" | "ipv6";
  /** The first address, as a number: bits behind the prefix are zero. */
  readonly first: bigint;
  /** Length of the prefix in bits, 0 … 32 or 0 … 128. */
  readonly prefix: number;
}

const widths = { ipv4: 32, ipv6: 128 } as const;

/**
 * Reads an address or a network in CIDR notation. Forms that a server would take and change silently are problems: junk behind the prefix, `/00`,
 * padding (contract/api.md 3, u05:25,31,37-43).
 *
 * @example parseNetwork("10.1.2.3/8") // the network 10.0.0.0/8
 * @returns the network, or as `problem` the end of a sentence that begins with the text
 */
export function parseNetwork(text: string): Network | { problem: string } {
  const slash = text.indexOf("/");
  const address = slash === -1 ? text : text.slice(0, slash);
  const bytes = addressBytes(address);
  if (bytes === undefined)
    return { problem: "is neither an IPv4 or IPv6 address nor a network in CIDR notation" };
  const type = bytes.length === 4 ? "ipv4" : "ipv6";
  const width = widths[type];
  const prefixText = slash === -1 ? String(width) : text.slice(slash + 1);
  if (!/^(0|[1-9]\d{0,2})$/.test(prefixText) || Number(prefixText) > width) {
    return {
      problem: `has the prefix length "${prefixText}", which must be a whole number from 0 to ${width}`,
    };
  }
  const prefix = Number(prefixText);
  const value = BigInt(`0x${Buffer.from(bytes).toString("hex")}`);
  const hostBits = BigInt(width - prefix);
  return { type, first: (value >> hostBits) << hostBits, prefix };
}

/** The bytes of an address, undefined when the text is none. Octal, hexadecimal and shortened IPv4 forms and IPv6 zones are none. */
function addressBytes(text: string): number[] | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text).toByteArray();
  const pure = withoutDottedTail(text);
  if (pure === undefined || pure.includes("%") || !ipaddr.IPv6.isValid(pure)) return undefined;
  return ipaddr.IPv6.parse(pure).toByteArray();
}

/** `::1.2.3.4` as `::102:304`, for ipaddr.js reads the former as the IPv4-mapped `::ffff:102:304`. */
function withoutDottedTail(text: string): string | undefined {
  if (!text.includes(".")) return text;
  const start = text.lastIndexOf(":") + 1;
  const tail = text.slice(start);
  if (start === 0 || !ipaddr.IPv4.isValidFourPartDecimal(tail)) return undefined;
  const hex = Buffer.from(ipaddr.IPv4.parse(tail).toByteArray()).toString("hex");
  return `${text.slice(0, start)}${hex.slice(0, 4)}:${hex.slice(4)}`;
}

/** The one spelling of a network: a bare address when it holds one address only, IPv6 as RFC 5952 wants it. */
export function formatNetwork({ type, first, prefix }: Network): string {
  const width = widths[type];
  const hex = first.toString(16).padStart(width / 4, "0");
  const address = ipaddr.fromByteArray([...Buffer.from(hex, "hex")]);
  const text = address instanceof ipaddr.IPv6 ? address.toRFC5952String() : address.toString();
  return prefix === width ? text : `${text}/${prefix}`;
}

/** Whether every address of `inner` is one of `outer`. An IPv4 network and its IPv4-mapped IPv6 form are different networks. */
export function networkContains(outer: Network, inner: Network): boolean {
  const hostBits = BigInt(widths[outer.type] - outer.prefix);
  return (
    outer.type === inner.type &&
    outer.prefix <= inner.prefix &&
    inner.first >> hostBits === outer.first >> hostBits
  );
}

/** Whether every address of `network` is in one of `networks`, if need be half by half. */
export function isCovered(network: Network, networks: readonly Network[]): boolean {
  if (networks.some((outer) => networkContains(outer, network))) return true;
  const inside = networks.filter((inner) => networkContains(network, inner));
  if (inside.length === 0) return false;
  const prefix = network.prefix + 1;
  const half = 1n << BigInt(widths[network.type] - prefix);
  return [network.first, network.first + half].every((first) =>
    isCovered({ type: network.type, first, prefix }, inside),
  );
}

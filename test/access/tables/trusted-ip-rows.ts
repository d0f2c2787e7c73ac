interface TrustedIpRow {
  readonly title: string;
  readonly declared: readonly string[];
  /** As a server answers. */
  readonly server: readonly {
    readonly ipAddress: string;
    readonly prefix?: number | null;
    readonly type?: string;
  }[];
}

/** The same networks, spelled as a configuration may and as a server may. None of these is drift. */
export const trustedIpRespellings: readonly TrustedIpRow[] = [
  {
    title: "any address",
    declared: ["0.0.0.0/0", "::/0"],
    server: [
      { ipAddress: "0.0.0.0", type: "ipv4", prefix: 0 },
      { ipAddress: "::", type: "ipv6", prefix: 0 },
    ],
  },
  {
    title: "in another order",
    declared: ["::/0", "0.0.0.0/0"],
    server: [
      { ipAddress: "0.0.0.0", prefix: 0 },
      { ipAddress: "::", prefix: 0 },
    ],
  },
  {
    title: "one address with the prefix 32",
    declared: ["203.0.113.7"],
    server: [{ ipAddress: "203.0.113.7", type: "ipv4", prefix: 32 }],
  },
  {
    title: "the prefix 32 as one address",
    declared: ["203.0.113.7/32"],
    server: [{ ipAddress: "203.0.113.7" }],
  },
  {
    title: "a prefix of null",
    declared: ["203.0.113.7"],
    server: [{ ipAddress: "203.0.113.7", prefix: null }],
  },
  {
    title: "one IPv6 address with the prefix 128",
    declared: ["2001:db8::1"],
    server: [{ ipAddress: "2001:db8::1", prefix: 128 }],
  },
  {
    title: "host bits",
    declared: ["10.0.0.0/8"],
    server: [{ ipAddress: "10.1.2.3", type: "ipv4", prefix: 8 }],
  },
  {
    title: "host bits within a byte",
    declared: ["10.0.0.128/25"],
    server: [{ ipAddress: "10.0.0.129", prefix: 25 }],
  },
  {
    title: "IPv6 host bits",
    declared: ["2001:db8::/32"],
    server: [{ ipAddress: "2001:db8:1::9", prefix: 32 }],
  },
  {
    title: "IPv6 in full and upper case",
    declared: ["2001:db8::1"],
    server: [{ ipAddress: "2001:0DB8:0000:0000:0000:0000:0000:0001", type: "ipv6" }],
  },
  { title: "IPv6 zeros in full", declared: ["::/0"], server: [{ ipAddress: "0:0:0:0:0:0:0:0", prefix: 0 }] },
  { title: "IPv6 with a dotted end", declared: ["::102:304"], server: [{ ipAddress: "::1.2.3.4" }] },
  {
    title: "IPv4-mapped, with and without a dotted end",
    declared: ["::ffff:1.2.3.4"],
    server: [{ ipAddress: "::FFFF:102:304" }],
  },
  {
    title: "a network twice",
    declared: ["10.0.0.0/8"],
    server: [
      { ipAddress: "10.0.0.0", prefix: 8 },
      { ipAddress: "10.255.0.0", prefix: 8 },
    ],
  },
];

/** Networks that differ. */
export const trustedIpDifferences: readonly TrustedIpRow[] = [
  {
    title: "a network was added",
    declared: ["10.0.0.0/8"],
    server: [
      { ipAddress: "10.0.0.0", prefix: 8 },
      { ipAddress: "198.51.100.66", prefix: 32 },
    ],
  },
  {
    title: "an address within a declared network was added",
    declared: ["10.0.0.0/8"],
    server: [{ ipAddress: "10.0.0.0", prefix: 8 }, { ipAddress: "10.0.0.1" }],
  },
  {
    title: "a network was removed",
    declared: ["10.0.0.0/8", "192.0.2.0/24"],
    server: [{ ipAddress: "10.0.0.0", prefix: 8 }],
  },
  {
    title: "a prefix was shortened",
    declared: ["10.0.0.0/8"],
    server: [{ ipAddress: "10.0.0.0", prefix: 7 }],
  },
  {
    title: "a lost prefix narrowed any address to one",
    declared: ["0.0.0.0/0"],
    server: [{ ipAddress: "0.0.0.0" }],
  },
  { title: "the next address", declared: ["203.0.113.7"], server: [{ ipAddress: "203.0.113.8" }] },
  { title: "the other family", declared: ["0.0.0.0/0"], server: [{ ipAddress: "::", prefix: 0 }] },
  { title: "IPv4 is not IPv4-mapped", declared: ["10.0.0.1"], server: [{ ipAddress: "::ffff:10.0.0.1" }] },
  {
    title: "IPv4-compatible is not IPv4-mapped",
    declared: ["::1.2.3.4"],
    server: [{ ipAddress: "::ffff:1.2.3.4" }],
  },
  {
    title: "what is no network stays what it is",
    declared: ["10.0.0.1"],
    server: [{ ipAddress: "host.example" }],
  },
];

import fc from "fast-check";
import {
  formatNetwork,
  isCovered,
  type Network,
  networkContains,
  parseNetwork,
} from "../../src/access/network";
import {
  canonicalTrustedIps,
  keepTrustedIpSpelling,
  sameTrustedIps,
  trustedIpFromAnswer,
  trustedIpsAllow,
  trustedIpsCover,
} from "../../src/access/trusted-ip";

function network(text: string): Network {
  const parsed = parseNetwork(text);
  if ("problem" in parsed) throw new Error(`${text} ${parsed.problem}`);
  return parsed;
}

const networks = fc.oneof(
  fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 })).map(([address, prefix]) => `${address}/${prefix}`),
  fc.tuple(fc.ipV6(), fc.integer({ min: 0, max: 128 })).map(([address, prefix]) => `${address}/${prefix}`),
  fc.ipV4(),
  fc.ipV6(),
);

/** Small networks within 10.0.0.0/28, that brute force can look through address by address. */
const smallNetworks = fc
  .tuple(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 28, max: 32 }))
  .map(([host, prefix]) => `10.0.0.${host}/${prefix}`);
const sixteen = Array.from({ length: 16 }, (_, host) => `10.0.0.${host}`);

describe("a network", () => {
  test.each([
    "10.0.0.0/8abc",
    "10.0.0.0/8.9",
    "10.0.0.0/8/9",
    "0.0.0.0/00",
    "10.0.0.0/08",
    "10.0.0.0/",
    "10.0.0.0/33",
    "10.0.0.0/-1",
    "10.0.0.0/+8",
    "10.0.0.0/ 8",
    " 10.0.0.0/8",
    "10.0.0.0/8 ",
    "::/129",
    "300.1.1.1",
    "1.2.3",
    "1",
    "0x7f.0.0.1",
    "010.0.0.1",
    "10.0.0.1-10.0.0.9",
    "10.0.0.*",
    "host.example",
    "fe80::1%eth0",
    "::ffff:010.0.0.1",
    "1::2::3",
    "[::1]",
    "10.0.0.1:80",
    "",
    "/8",
  ])("is not %j", (text) => {
    expect(parseNetwork(text)).toEqual({ problem: expect.stringMatching(/^(is|has) /) as string });
  });

  test("is the same after printing and reading", () => {
    fc.assert(
      fc.property(networks, (text) => {
        expect(network(formatNetwork(network(text)))).toEqual(network(text));
      }),
    );
  });

  test("holds another exactly when every address of that one is in it", () => {
    fc.assert(
      fc.property(smallNetworks, smallNetworks, (outer, inner) => {
        const holds = (text: string, address: string) => networkContains(network(text), network(address));
        const expected = sixteen.every((address) => !holds(inner, address) || holds(outer, address));
        expect(networkContains(network(outer), network(inner))).toBe(expected);
      }),
    );
  });

  test("is covered by networks together exactly when every address of it is in one of them", () => {
    fc.assert(
      fc.property(smallNetworks, fc.array(smallNetworks, { maxLength: 6 }), (text, list) => {
        const holds = (outer: string, address: string) => networkContains(network(outer), network(address));
        const expected = sixteen.every(
          (address) => !holds(text, address) || list.some((outer) => holds(outer, address)),
        );
        expect(isCovered(network(text), list.map(network))).toBe(expected);
      }),
    );
  });
});

describe("a list of trusted addresses", () => {
  test("is rejoined from an answer, prefix 0 included", () => {
    expect(trustedIpFromAnswer({ ipAddress: "0.0.0.0", prefix: 0 })).toBe("0.0.0.0/0");
    expect(trustedIpFromAnswer({ ipAddress: "0.0.0.0" })).toBe("0.0.0.0");
  });

  test("is its own normal form once normalised, and means the same", () => {
    fc.assert(
      fc.property(fc.array(networks), (list) => {
        const canonical = canonicalTrustedIps(list);
        expect(canonicalTrustedIps(canonical)).toEqual(canonical);
        expect(sameTrustedIps(canonical, list)).toBe(true);
      }),
    );
  });

  test("keeps the prior's spelling and order, what is new follows in canonical order", () => {
    const prior = ["2001:DB8::/32", "10.1.2.3/8", "192.0.2.1/32"];
    const answer = ["203.0.113.9", "192.0.2.1", "10.0.0.0/8", "198.51.100.0/24"];
    expect(keepTrustedIpSpelling(prior, answer)).toEqual([
      "10.1.2.3/8",
      "192.0.2.1/32",
      "198.51.100.0/24",
      "203.0.113.9",
    ]);
  });

  test("keeps its meaning under the prior's spelling, and is the prior when both mean the same", () => {
    const lists = fc
      .array(networks)
      .chain((answer) =>
        fc.tuple(fc.constant(answer), fc.oneof(fc.array(networks), fc.shuffledSubarray(answer))),
      );
    fc.assert(
      fc.property(lists, ([answer, prior]) => {
        const kept = keepTrustedIpSpelling(prior, answer);
        expect(sameTrustedIps(kept, answer)).toBe(true);
        if (sameTrustedIps(prior, answer)) expect(kept).toEqual(prior);
      }),
    );
  });

  test.each([
    [["10.0.0.0/8"], "10.9.9.9", true],
    [["10.0.0.0/8"], "::ffff:10.9.9.9", true],
    [["10.0.0.0/8"], "11.0.0.1", false],
    [["0.0.0.0/0"], "2001:db8::1", false],
    [["::/0"], "10.0.0.1", false],
    [["0.0.0.0/0", "::/0"], "2001:db8::1", true],
    [["host.example"], "10.0.0.1", false],
    [["10.0.0.0/8"], "not an address", false],
  ])("%j lets %s in: %s", (list, address, allowed) => {
    expect(trustedIpsAllow(list, address)).toBe(allowed);
  });

  test("covers another through two halves", () => {
    expect(trustedIpsCover(["10.0.0.0/9", "10.128.0.0/9"], ["10.0.0.0/8"])).toBe(true);
    expect(trustedIpsCover(["10.0.0.0/9", "10.128.0.0/10"], ["10.0.0.0/8"])).toBe(false);
  });
});

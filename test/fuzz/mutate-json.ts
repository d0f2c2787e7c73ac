import type { SeededRandom } from "../terraform-plugin/fuzz/random";

/** Values that a reader may stumble over in the place of another. */
const ODD: readonly [unknown, ...unknown[]] = [
  null,
  true,
  false,
  0,
  -1,
  1e308,
  -0.5,
  2 ** 60,
  "",
  " ",
  "\u0000",
  "\ud800",
  "null",
  "2026-13-45T99:99:99Z",
  "+102031-01-20T18:00:00.000Z",
  "999999999999y",
  "/32",
  "0.0.0.0/0/0",
  "x".repeat(5_000),
  "(".repeat(500),
  "**/".repeat(500),
  [],
  [[]],
  [null],
  {},
  { toString: 7, valueOf: null },
  { constructor: { prototype: 1 } },
  { $in: [{ $in: [] }] },
  { $glob: 7, $eq: { $ne: [] } },
  nested(300),
];

function nested(depth: number): unknown {
  return depth === 0 ? [] : depth % 2 === 0 ? [nested(depth - 1)] : { deeper: nested(depth - 1) };
}

/** The JSON text with one to three of its values changed, taken away, repeated or put elsewhere. */
export function mutateJson(text: string, random: SeededRandom): string {
  let value = JSON.parse(text) as unknown;
  for (let count = 1 + random.below(3); count > 0; count -= 1) value = changeOne(value, random);
  const mutated = JSON.stringify(value);
  // Keys that no JavaScript object literal holds.
  return random.below(20) === 0 ? mutated.replace("{", '{"__proto__":{"isTemporary":true},') : mutated;
}

function changeOne(value: unknown, random: SeededRandom): unknown {
  const isLeaf = typeof value !== "object" || value === null || Object.keys(value).length === 0;
  if (isLeaf || random.below(12) === 0) return random.pick(ODD);
  const keys = Object.keys(value) as [string, ...string[]];
  const key = random.pick(keys);
  if (Array.isArray(value)) return changeList(value as unknown[], Number(key), random);
  const object = { ...(value as Record<string, unknown>) };
  switch (random.below(8)) {
    case 0:
      return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
    case 1:
      return { ...object, [random.pick(keys)]: object[key] };
    default:
      return { ...object, [key]: changeOne(object[key], random) };
  }
}

function changeList(list: readonly unknown[], index: number, random: SeededRandom): unknown[] {
  switch (random.below(6)) {
    case 0:
      return list.filter((_, other) => other !== index);
    case 1:
      return [...list, ...Array.from({ length: 1 + random.below(200) }, () => list[index])];
    default:
      return list.map((element, other) => (other === index ? changeOne(element, random) : element));
  }
}

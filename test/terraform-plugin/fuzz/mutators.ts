import type { SeededRandom } from "./random";

/** Makes another message of a message. */
export type Mutator = (message: Buffer, random: SeededRandom) => Buffer;

/** Bytes that mean much in protobuf and MessagePack: largest lengths, ends of integers, lists, maps, extensions, nil, group tags. */
const weighty = [
  "ff",
  "00",
  "7f",
  "80",
  "ffffffff0f",
  "ffffffffffffffffff01",
  "dd00100000",
  "ddffffffff",
  "dfffffffff",
  "dbffffffff",
  "c9ffffffff00",
  "c0",
  "c1",
  "c3",
  "90",
  "80",
  "d40000",
  "c7030c8101c2",
  "cb7ff0000000000000",
  "cb7ff8000000000000",
  "cfffffffffffffffff",
  "d38000000000000000",
  "a95f5f70726f746f5f5f",
  "ab636f6e7374727563746f72",
  "a3302e31",
  "ab31653939393939393939",
  "0b",
  "0c",
  "eda080",
  "f8",
].map((hex) => Buffer.from(hex, "hex")) as [Buffer, ...Buffer[]];

export const mutators: Readonly<Record<string, Mutator>> = {
  flipBit(message, random) {
    const mutated = Buffer.from(message);
    const place = random.below(message.length);
    mutated[place] = (mutated[place] ?? 0) ^ (1 << random.below(8));
    return mutated;
  },
  replaceByte(message, random) {
    const mutated = Buffer.from(message);
    mutated[random.below(message.length)] = random.below(256);
    return mutated;
  },
  truncate: (message, random) => message.subarray(0, random.below(message.length + 1)),
  insertNoise: (message, random) => insert(message, random.bytes(1 + random.below(16)), random),
  insertWeighty: (message, random) => insert(message, random.pick(weighty), random),
  overwriteWithWeighty(message, random) {
    const mutated = Buffer.from(message);
    random.pick(weighty).copy(mutated, random.below(message.length));
    return mutated;
  },
  remove(message, random) {
    const [begin, end] = range(message, random);
    return Buffer.concat([message.subarray(0, begin), message.subarray(end)]);
  },
  repeat(message, random) {
    const [begin, end] = range(message, random);
    const copies = Array.from({ length: 1 + random.below(50) }, () => message.subarray(begin, end));
    return Buffer.concat([message.subarray(0, begin), ...copies, message.subarray(begin)]);
  },
  move(message, random) {
    const [begin, end] = range(message, random);
    return insert(
      Buffer.concat([message.subarray(0, begin), message.subarray(end)]),
      message.subarray(begin, end),
      random,
    );
  },
  nestDeeply: (message, random) =>
    insert(message, Buffer.alloc(1 + random.below(5_000), random.pick([0x91, 0x81, 0x0b, 0x0a])), random),
  noise: (_message, random) => random.bytes(random.below(200)),
};

const all = Object.values(mutators) as [Mutator, ...Mutator[]];

/** Applies one to four mutators. */
export function mutate(message: Buffer, random: SeededRandom): Buffer {
  let mutated = message;
  for (let count = 1 + random.below(4); count > 0; count -= 1) {
    mutated = mutated.length === 0 ? random.bytes(1 + random.below(8)) : random.pick(all)(mutated, random);
  }
  return mutated;
}

function insert(message: Buffer, bytes: Buffer, random: SeededRandom): Buffer {
  const place = random.below(message.length + 1);
  return Buffer.concat([message.subarray(0, place), bytes, message.subarray(place)]);
}

function range(message: Buffer, random: SeededRandom): readonly [begin: number, end: number] {
  const begin = random.below(message.length);
  return [begin, begin + 1 + random.below(Math.min(64, message.length - begin))];
}

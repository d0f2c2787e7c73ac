import { ConnectionError } from "./connection-error";
import { ErrorCode } from "./error-code";

/**
 * Bits of the code of each byte, and at last of the end of the text (RFC 7541, appendix B). They are all there is to know: the code is canonical, so that
 * shorter codes come first and those of one length are in the order of their bytes.
 */
// prettier-ignore
const lengths: readonly number[] = [
  13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 28,
  6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10,
  13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6,
  15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5, 6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28,
  20, 22, 20, 20, 22, 22, 22, 23, 22, 23, 23, 23, 23, 23, 24, 23, 24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23, 23, 24,
  22, 21, 20, 22, 22, 23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23, 21, 21, 22, 21, 23, 22, 23, 23, 20, 22, 22, 22, 23, 22, 22, 23,
  26, 26, 20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25, 19, 21, 26, 27, 27, 26, 27, 24, 21, 21, 26, 26, 28, 27, 27, 27,
  20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25, 25, 24, 24, 26, 23, 26, 27, 26, 26, 27, 27, 27, 27, 27, 28, 27, 27, 27, 27, 27, 26,
  30,
];

const END_OF_TEXT = 256;

/** Two numbers for each inner node of the tree of codes: what follows a 0 bit and a 1 bit. Up to 256 that is a byte or the end, else 257 + another node. */
let tree: number[] | undefined;

function buildTree(): number[] {
  const nodes = [-1, -1];
  let code = 0;
  let bits = 0;
  const symbols = lengths.map((length, symbol) => ({ length, symbol }));
  for (const { length, symbol } of symbols.sort((a, b) => a.length - b.length || a.symbol - b.symbol)) {
    code <<= length - bits;
    bits = length;
    let node = 0;
    for (let bit = length - 1; bit > 0; bit -= 1) {
      const branch = 2 * node + ((code >>> bit) & 1);
      if (nodes[branch] === -1) nodes[branch] = END_OF_TEXT + 1 + nodes.push(-1, -1) / 2 - 1;
      node = (nodes[branch] ?? 0) - END_OF_TEXT - 1;
    }
    nodes[2 * node + (code & 1)] = symbol;
    code += 1;
  }
  return nodes;
}

/** @returns the text, a character for each byte. @throws ConnectionError when the bytes are no code. */
export function decodeHuffman(bytes: Buffer): string {
  const nodes = (tree ??= buildTree());
  const text: number[] = [];
  let node = 0;
  /** Bits since the last byte, and whether all of them were 1: so must a text be filled up to a whole byte, with less than eight bits. */
  let filling = 0;
  let onlyOnes = true;
  for (const byte of bytes) {
    for (let bit = 7; bit >= 0; bit -= 1) {
      const one = (byte >>> bit) & 1;
      const next = nodes[2 * node + one] ?? END_OF_TEXT;
      filling += 1;
      onlyOnes &&= one === 1;
      if (next > END_OF_TEXT) {
        node = next - END_OF_TEXT - 1;
        continue;
      }
      if (next === END_OF_TEXT) throw notHuffman("a text holds the sign of its end");
      text.push(next);
      node = 0;
      filling = 0;
      onlyOnes = true;
    }
  }
  if (filling > 7 || !onlyOnes) throw notHuffman("a text ends in the middle of a character");
  return Buffer.from(text).toString("latin1");
}

function notHuffman(message: string): ConnectionError {
  return new ConnectionError(ErrorCode.COMPRESSION_ERROR, message);
}

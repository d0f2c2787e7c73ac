/** Far beyond any schema; Terraform's own values are some ten levels deep. */
const deepest = 100;

/**
 * Refuses messages that a decoder would choke on: those that announce more elements than they have bytes for, for which it would reserve the memory
 * first, and those that are nested without end. Reads no more than the headers.
 */
export function assertWithinLimits(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  /** Elements that are still to come, of each list and map that is open. */
  const open = [1];
  let outstanding = 1;
  let position = 0;
  while (outstanding > 0) {
    if (outstanding > bytes.length - position) {
      throw new RangeError(`the message ends after ${bytes.length} bytes, ${outstanding} elements too early`);
    }
    while (open.at(-1) === 0) open.pop();
    open.push((open.pop() ?? 0) - 1);
    const [headerLength, contentLength, elements] = measure(view, position);
    position += headerLength + contentLength;
    outstanding += elements - 1;
    open.push(elements);
    if (open.length > deepest) throw new RangeError(`the message is nested more than ${deepest} levels deep`);
  }
}

type Measure = readonly [headerLength: number, contentLength: number, elements: number];

/** Bytes of what follows each header that has a fixed length: 0xc0 (nil) to 0xdf (map 32); variable ones are measured below. */
const fixedLengths: Readonly<Record<number, number>> = {
  0xca: 4,
  0xcb: 8,
  0xcc: 1,
  0xcd: 2,
  0xce: 4,
  0xcf: 8,
  0xd0: 1,
  0xd1: 2,
  0xd2: 4,
  0xd3: 8,
  0xd4: 2,
  0xd5: 3,
  0xd6: 5,
  0xd7: 9,
  0xd8: 17,
};

function measure(view: DataView, position: number): Measure {
  const head = view.getUint8(position);
  if (head < 0x80 || head >= 0xe0) return [1, 0, 0];
  if (head < 0x90) return [1, 0, 2 * (head & 0x0f)];
  if (head < 0xa0) return [1, 0, head & 0x0f];
  if (head < 0xc0) return [1, head & 0x1f, 0];
  const at = position + 1;
  switch (head) {
    case 0xc4:
    case 0xd9:
      return [2, view.getUint8(at), 0];
    case 0xc5:
    case 0xda:
      return [3, view.getUint16(at), 0];
    case 0xc6:
    case 0xdb:
      return [5, view.getUint32(at), 0];
    case 0xc7:
      return [3, view.getUint8(at), 0];
    case 0xc8:
      return [4, view.getUint16(at), 0];
    case 0xc9:
      return [6, view.getUint32(at), 0];
    case 0xdc:
      return [3, 0, view.getUint16(at)];
    case 0xdd:
      return [5, 0, view.getUint32(at)];
    case 0xde:
      return [3, 0, 2 * view.getUint16(at)];
    case 0xdf:
      return [5, 0, 2 * view.getUint32(at)];
    default:
      return [1, fixedLengths[head] ?? 0, 0];
  }
}

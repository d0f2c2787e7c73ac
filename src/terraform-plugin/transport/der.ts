/** As much of ASN.1's distinguished encoding (ITU-T X.690) as a certificate needs. */
export const der = {
  sequence: (...items: Buffer[]): Buffer => tagged(0x30, ...items),
  set: (...items: Buffer[]): Buffer => tagged(0x31, ...items),
  /** From a magnitude, which may not begin with more than one zero byte. */
  unsignedInteger: (magnitude: Buffer): Buffer =>
    tagged(0x02, (magnitude[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), magnitude]) : magnitude),
  boolean: (value: boolean): Buffer => tagged(0x01, Buffer.of(value ? 0xff : 0)),
  bitString: (bytes: Buffer, unusedBits = 0): Buffer => tagged(0x03, Buffer.of(unusedBits), bytes),
  octetString: (bytes: Buffer): Buffer => tagged(0x04, bytes),
  utf8String: (text: string): Buffer => tagged(0x0c, Buffer.from(text)),
  utcTime: (time: Date): Buffer =>
    tagged(0x17, Buffer.from(`${time.toISOString().replace(/[-:T]/g, "").slice(2, 14)}Z`)),
  objectIdentifier: (dotted: string): Buffer => {
    const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
    return tagged(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
  },
  /** A context-specific tag around other values. */
  explicit: (number: number, content: Buffer): Buffer => tagged(0xa0 | number, content),
  /** A context-specific tag in the place of a primitive value's own. */
  implicit: (number: number, content: Buffer): Buffer => tagged(0x80 | number, content),
};

function tagged(tag: number, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.of(tag), length(body.length), body]);
}

function length(bytes: number): Buffer {
  if (bytes < 0x80) return Buffer.of(bytes);
  return bytes < 0x100 ? Buffer.of(0x81, bytes) : Buffer.of(0x82, bytes >> 8, bytes & 0xff);
}

function base128(number: number): number[] {
  const digits = [number & 0x7f];
  for (let rest = number >>> 7; rest > 0; rest >>>= 7) digits.unshift((rest & 0x7f) | 0x80);
  return digits;
}

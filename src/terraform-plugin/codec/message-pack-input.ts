/** What begins with a head. An extension is a value that is not known yet. */
export type Kind = "nil" | "boolean" | "number" | "string" | "bytes" | "list" | "map" | "extension";

/**
 * Bytes of MessagePack (github.com/msgpack/msgpack/blob/master/spec.md), read from head to head. Whatever length a head announces, no more is read than
 * there is, and nothing is reserved for it.
 *
 * Every method throws a RangeError when the bytes end too early or are no MessagePack.
 */
export class MessagePackInput {
  /** Of the head that was read last: a number, or 0 and 1 for a boolean. */
  scalar: number | bigint = 0;
  /** Of the head that was read last: bytes of a content that follows, elements of a list, entries of a map. */
  length = 0;
  readonly #bytes: Buffer;
  readonly #view: DataView;
  #position = 0;

  constructor({ buffer, byteOffset, byteLength }: Uint8Array) {
    this.#bytes = Buffer.from(buffer, byteOffset, byteLength);
    this.#view = new DataView(buffer, byteOffset, byteLength);
  }

  get isAtEnd(): boolean {
    return this.#position === this.#bytes.length;
  }

  readHead(): Kind {
    const head = this.#bytes[this.#position];
    if (head === undefined) throw endsTooEarly(this.#bytes);
    this.#position += 1;
    if (head < 0x80) return this.#withScalar("number", head);
    if (head < 0x90) return this.#withLength("map", head & 0x0f);
    if (head < 0xa0) return this.#withLength("list", head & 0x0f);
    if (head < 0xc0) return this.#withLength("string", head & 0x1f);
    if (head >= 0xe0) return this.#withScalar("number", head - 0x100);
    switch (head) {
      case 0xc0:
        return "nil";
      case 0xc2:
      case 0xc3:
        return this.#withScalar("boolean", head & 1);
      case 0xc4:
      case 0xc5:
      case 0xc6:
        return this.#withLength("bytes", this.#unsigned(1 << (head - 0xc4)));
      case 0xc7:
      case 0xc8:
      case 0xc9:
        return this.#withLength("extension", this.#unsigned(1 << (head - 0xc7)) + 1);
      case 0xca:
        return this.#withScalar("number", this.#view.getFloat32(this.#advance(4)));
      case 0xcb:
        return this.#withScalar("number", this.#view.getFloat64(this.#advance(8)));
      case 0xcc:
      case 0xcd:
      case 0xce:
        return this.#withScalar("number", this.#unsigned(1 << (head - 0xcc)));
      case 0xcf:
        return this.#withScalar("number", this.#view.getBigUint64(this.#advance(8)));
      case 0xd0:
        return this.#withScalar("number", this.#view.getInt8(this.#advance(1)));
      case 0xd1:
        return this.#withScalar("number", this.#view.getInt16(this.#advance(2)));
      case 0xd2:
        return this.#withScalar("number", this.#view.getInt32(this.#advance(4)));
      case 0xd3:
        return this.#withScalar("number", this.#view.getBigInt64(this.#advance(8)));
      case 0xd4:
      case 0xd5:
      case 0xd6:
      case 0xd7:
      case 0xd8:
        return this.#withLength("extension", (1 << (head - 0xd4)) + 1);
      case 0xd9:
      case 0xda:
      case 0xdb:
        return this.#withLength("string", this.#unsigned(1 << (head - 0xd9)));
      case 0xdc:
      case 0xdd:
        return this.#withLength("list", this.#unsigned(2 << (head - 0xdc)));
      case 0xde:
      case 0xdf:
        return this.#withLength("map", this.#unsigned(2 << (head - 0xde)));
      default:
        throw new RangeError(`the byte ${head.toString(16)} begins no value of MessagePack`);
    }
  }

  /** The content of a string whose head was read. What is no UTF-8 becomes U+FFFD. */
  readText(): string {
    const start = this.#advance(this.length);
    return this.#bytes.toString("utf8", start, this.#position);
  }

  /** Leaves out the content behind a head that was read, with all that is in it: however deep, without recursion. */
  skipContent(kind: Kind): void {
    let open = this.#skipFlat(kind);
    while (open > 0) open += this.#skipFlat(this.readHead()) - 1;
  }

  /** @returns how many values in it are still to come */
  #skipFlat(kind: Kind): number {
    if (kind === "list") return this.length;
    if (kind === "map") return 2 * this.length;
    if (kind === "string" || kind === "bytes" || kind === "extension") this.#advance(this.length);
    return 0;
  }

  #withScalar(kind: Kind, scalar: number | bigint): Kind {
    this.scalar = scalar;
    return kind;
  }

  #withLength(kind: Kind, length: number): Kind {
    this.length = length;
    return kind;
  }

  #unsigned(bytes: number): number {
    const position = this.#advance(bytes);
    if (bytes === 1) return this.#view.getUint8(position);
    return bytes === 2 ? this.#view.getUint16(position) : this.#view.getUint32(position);
  }

  /** @returns where the bytes begin */
  #advance(bytes: number): number {
    const position = this.#position;
    if (bytes > this.#bytes.length - position) throw endsTooEarly(this.#bytes);
    this.#position = position + bytes;
    return position;
  }
}

function endsTooEarly({ length }: Buffer): RangeError {
  return new RangeError(`the message ends after ${length} bytes, too early`);
}

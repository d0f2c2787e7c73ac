/** Bytes of MessagePack (github.com/msgpack/msgpack/blob/master/spec.md), written one after the other. */
export class MessagePackOutput {
  #bytes = Buffer.allocUnsafe(512);
  #length = 0;

  /** All that was written so far. */
  get written(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  writeNil(): void {
    this.#writeByte(0xc0);
  }

  writeBoolean(value: boolean): void {
    this.#writeByte(value ? 0xc3 : 0xc2);
  }

  /** @param value from -2^63 to 2^64 - 1 */
  writeInteger(value: number | bigint): void {
    if (value >= -0x20 && value < 0x80) {
      this.#writeByte(Number(value) & 0xff);
    } else if (value >= 0 && value < 0x1_0000_0000) {
      this.#writeUnsigned(0xcc, Number(value));
    } else if (value >= 0) {
      this.#writeByte(0xcf);
      const position = this.#reserve(8);
      this.#bytes.writeBigUInt64BE(BigInt(value), position);
    } else {
      this.#writeByte(0xd3);
      const position = this.#reserve(8);
      this.#bytes.writeBigInt64BE(BigInt(value), position);
    }
  }

  /** @param text without halves of surrogate pairs, for which UTF-8 has no bytes */
  writeText(text: string): void {
    const length = Buffer.byteLength(text);
    if (length < 0x20) this.#writeByte(0xa0 | length);
    else this.#writeUnsigned(0xd9, length);
    const position = this.#reserve(length);
    this.#bytes.write(text, position);
  }

  /** The elements are written next. */
  writeListHead(length: number): void {
    if (length < 0x10) this.#writeByte(0x90 | length);
    else this.#writeUnsigned(0xdb, length, 2);
  }

  /** The entries are written next: a key, its value, the next key. */
  writeMapHead(length: number): void {
    if (length < 0x10) this.#writeByte(0x80 | length);
    else this.#writeUnsigned(0xdd, length, 2);
  }

  /** @param content one byte */
  writeExtension(type: number, content: number): void {
    this.#writeByte(0xd4);
    this.#writeByte(type);
    this.#writeByte(content);
  }

  /** A head and what follows it in one, two or four bytes: the three heads have successive numbers. */
  #writeUnsigned(headOfOneByte: number, value: number, atLeast: 1 | 2 = 1): void {
    if (value < 0x100 && atLeast === 1) {
      this.#writeByte(headOfOneByte);
      this.#writeByte(value);
    } else if (value < 0x1_0000) {
      this.#writeByte(headOfOneByte + 1);
      const position = this.#reserve(2);
      this.#bytes.writeUInt16BE(value, position);
    } else {
      this.#writeByte(headOfOneByte + 2);
      const position = this.#reserve(4);
      this.#bytes.writeUInt32BE(value, position);
    }
  }

  #writeByte(byte: number): void {
    const position = this.#reserve(1);
    this.#bytes[position] = byte;
  }

  /** Makes room, in another buffer if need be. @returns where the room begins */
  #reserve(bytes: number): number {
    const position = this.#length;
    this.#length = position + bytes;
    if (this.#length > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(2 * this.#length);
      this.#bytes.copy(larger, 0, 0, position);
      this.#bytes = larger;
    }
    return position;
  }
}

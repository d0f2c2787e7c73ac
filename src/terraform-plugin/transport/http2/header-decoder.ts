import { ConnectionError } from "./connection-error";
import { ErrorCode } from "./error-code";
import { type Field, HeaderTable } from "./header-table";
import { decodeHuffman } from "./huffman";

/** Reads the header blocks of a connection, in the order in which they come: each may refer to those before (RFC 7541). */
export class HeaderDecoder {
  readonly #table = new HeaderTable();

  /** @throws ConnectionError when the block can't be read, after which no later one can be. */
  decode(block: Buffer): Field[] {
    const fields: Field[] = [];
    const reader = new BlockReader(block);
    while (!reader.done) {
      const head = reader.peek();
      if (head >= 0x80) {
        fields.push(this.#table.field(reader.integer(7)));
      } else if (head >= 0x40) {
        const field = this.#literal(reader, 6);
        this.#table.add(field);
        fields.push(field);
      } else if (head >= 0x20) {
        if (fields.length > 0) throw unreadable("the header table is resized within a block");
        this.#table.resize(reader.integer(5));
      } else {
        fields.push(this.#literal(reader, 4));
      }
    }
    return fields;
  }

  #literal(reader: BlockReader, indexBits: number): Field {
    const index = reader.integer(indexBits);
    const name = index === 0 ? reader.text() : this.#table.field(index)[0];
    return [name, reader.text()];
  }
}

class BlockReader {
  #position = 0;

  constructor(private readonly block: Buffer) {}

  get done(): boolean {
    return this.#position >= this.block.length;
  }

  peek(): number {
    const byte = this.block[this.#position];
    if (byte === undefined) throw unreadable("a header block ends too early");
    return byte;
  }

  /** RFC 7541, section 5.1. @param bits of the first byte that belong to the number */
  integer(bits: number): number {
    const mask = (1 << bits) - 1;
    let value = this.#next() & mask;
    if (value < mask) return value;
    for (let shift = 0; ; shift += 7) {
      if (shift > 21) throw unreadable("a number in a header block is too large");
      const byte = this.#next();
      value += (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  }

  text(): string {
    const compressed = this.peek() >= 0x80;
    const length = this.integer(7);
    const end = this.#position + length;
    if (end > this.block.length) throw unreadable("a header block ends too early");
    const bytes = this.block.subarray(this.#position, end);
    this.#position = end;
    return compressed ? decodeHuffman(bytes) : bytes.toString("latin1");
  }

  #next(): number {
    const byte = this.peek();
    this.#position += 1;
    return byte;
  }
}

function unreadable(message: string): ConnectionError {
  return new ConnectionError(ErrorCode.COMPRESSION_ERROR, message);
}

import { ConnectionError } from "./connection-error";
import { ErrorCode } from "./error-code";

export type Field = readonly [name: string, value: string];

/** RFC 7541, appendix A. */
const staticFields: readonly Field[] = [
  [":authority", ""],
  [":method", "GET"],
  [":method", "POST"],
  [":path", "/"],
  [":path", "/index.html"],
  [":scheme", "http"],
  [":scheme", "https"],
  [":status", "200"],
  [":status", "204"],
  [":status", "206"],
  [":status", "304"],
  [":status", "400"],
  [":status", "404"],
  [":status", "500"],
  ["accept-charset", ""],
  ["accept-encoding", "gzip, deflate"],
  ...[
    "accept-language accept-ranges accept access-control-allow-origin age allow authorization cache-control content-disposition",
    "content-encoding content-language content-length content-location content-range content-type cookie date etag expect expires",
    "from host if-match if-modified-since if-none-match if-range if-unmodified-since last-modified link location max-forwards",
    "proxy-authenticate proxy-authorization range referer refresh retry-after server set-cookie strict-transport-security",
    "transfer-encoding user-agent vary via www-authenticate",
  ].flatMap((names) => names.split(" ").map((name): Field => [name, ""])),
];

/** Bytes that a table may take unless the decoder says otherwise, which this one does not (RFC 9113, section 6.5.2). */
const CAPACITY = 4_096;
/** What each field counts beside its characters (RFC 7541, section 4.1). */
const OVERHEAD = 32;

/** The fields that a header block may name by number: those that every table holds, then those that came before, the newest first. */
export class HeaderTable {
  readonly #dynamic: Field[] = [];
  #capacity = CAPACITY;
  #size = 0;

  /** @param index from 1. @throws ConnectionError when there is no such field. */
  field(index: number): Field {
    const field = staticFields[index - 1] ?? this.#dynamic[index - 1 - staticFields.length];
    if (field === undefined) {
      throw new ConnectionError(ErrorCode.COMPRESSION_ERROR, `no header field has the number ${index}`);
    }
    return field;
  }

  add(field: Field): void {
    this.#dynamic.unshift(field);
    this.#size += sizeOf(field);
    this.#evict();
  }

  /** @throws ConnectionError when it is more than was allowed. */
  resize(capacity: number): void {
    if (capacity > CAPACITY) {
      throw new ConnectionError(
        ErrorCode.COMPRESSION_ERROR,
        `the header table is set to ${capacity} bytes, more than ${CAPACITY}`,
      );
    }
    this.#capacity = capacity;
    this.#evict();
  }

  #evict(): void {
    while (this.#size > this.#capacity) {
      const oldest = this.#dynamic.pop();
      this.#size -= oldest === undefined ? 0 : sizeOf(oldest);
    }
  }
}

function sizeOf([name, value]: Field): number {
  return name.length + value.length + OVERHEAD;
}

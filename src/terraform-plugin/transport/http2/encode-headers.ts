import type { Field } from "./header-table";

/** The longest text whose length fits into one byte. */
const LONGEST_TEXT = 126;

/** Sets the table of the client to no bytes, which fits whatever table it allows: one that allows less than usual must be told so first (RFC 7541, section 4.2). */
const NO_TABLE = Buffer.of(0x20);

/**
 * A header block of literal fields that no table remembers (RFC 7541, section 6.2.2): longer than needed, and the same bytes each time, so that they can be
 * made once.
 *
 * @throws RangeError for a text of more than 126 bytes
 */
export function encodeHeaders(fields: readonly Field[]): Buffer {
  return Buffer.concat([
    NO_TABLE,
    ...fields.flatMap(([name, value]) => [Buffer.of(0), text(name), text(value)]),
  ]);
}

function text(characters: string): Buffer {
  const bytes = Buffer.from(characters, "latin1");
  if (bytes.length > LONGEST_TEXT) throw new RangeError(`"${characters}" is too long for a header`);
  return Buffer.concat([Buffer.of(bytes.length), bytes]);
}

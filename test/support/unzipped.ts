import { inflateRawSync } from "node:zlib";

const CENTRAL_ENTRY = 0x02014b50;

/** The contents of all files in a zip archive, one after the other: a plan of Terraform is one. */
export function unzipped(archive: Buffer): Buffer {
  const contents: Buffer[] = [];
  const signature = Buffer.alloc(4);
  signature.writeUInt32LE(CENTRAL_ENTRY);
  for (let entry = archive.indexOf(signature); entry >= 0; entry = archive.indexOf(signature, entry + 4)) {
    const isDeflated = archive.readUInt16LE(entry + 10) === 8;
    const size = archive.readUInt32LE(entry + 20);
    const header = archive.readUInt32LE(entry + 42);
    const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
    const content = archive.subarray(start, start + size);
    contents.push(isDeflated ? inflateRawSync(content) : content);
  }
  return Buffer.concat(contents);
}

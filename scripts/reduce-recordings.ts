import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { readWorldFile } from "../src/simulator/world";
import { readRecording } from "../test/contract/replay/exchange";
import { reduceRecording } from "../test/contract/replay/reduced-recording";

/** Writes the reduced form of every recording of a directory (with DIR/../world.json) to test/contract/recordings. */
function main(directory: string | undefined): void {
  if (directory === undefined) {
    process.stderr.write("Usage: npx tsx scripts/reduce-recordings.ts DIR\n");
    process.exitCode = 2;
    return;
  }
  const world = readWorldFile(resolve(directory, "..", "world.json"));
  const target = join(__dirname, "../test/contract/recordings");
  mkdirSync(target, { recursive: true });
  for (const file of readdirSync(directory).filter((name) => name.endsWith(".jsonl"))) {
    writeFileSync(join(target, file), reduceRecording(readRecording(join(directory, file)), world));
  }
}

main(process.argv[2]);

import { existsSync, readdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { readWorldFile, type World } from "../src/simulator/world";
import { readRecording, type Exchange } from "../test/contract/replay/exchange";
import { replayRecording, type Verdict } from "../test/contract/replay/replay-recording";

/**
 * Replays the recordings of a directory, each against a simulator of its own in the world of DIR/../world.json, or, where
 * there is none, in that of test/contract/world.json, and tells per scenario what matched. Exit status 1 when something
 * differs, 2 when there is nothing to replay or something can't be read; then nothing is replayed.
 *
 * Identifiers, creation times and slugs that a server makes up are bound to their partners once and compared by that
 * from then on; everything that the world or a request determined is compared literally, fields in their order. A token
 * reads REDACTED in a recording, so its owner is taken from the exchange's note (test/contract/replay/callers.ts), and a
 * step that the recorder took without recording it is taken only where its addresses show a gap (unrecorded.ts).
 */
async function main(directory: string | undefined): Promise<number> {
  if (directory === undefined) {
    throw new InputError("Usage: npm run contract -- DIR, where DIR/../world.json is the recordings' world.");
  }
  const recordings = readable(() => readRecordings(directory));
  if (recordings.length === 0) {
    throw new InputError(`There are no recordings (*.jsonl) in ${directory}.`);
  }
  const world = readable(() => readWorld(directory));
  const total = { matched: 0, differing: 0, "not applicable": 0 };
  for (const { scenario, exchanges } of recordings) {
    const verdicts = await replayRecording(exchanges, world);
    const count = (outcome: Verdict["outcome"]): number =>
      verdicts.filter((verdict) => verdict.outcome === outcome).length;
    total.matched += count("matched");
    total.differing += count("differing");
    total["not applicable"] += count("not applicable");
    report(scenario, verdicts, count);
  }
  print(
    `matched ${String(total.matched)} differing ${String(total.differing)} not-applicable ${String(total["not applicable"])}`,
  );
  return total.differing > 0 ? 1 : 0;
}

/** What was given can't be replayed; the message is all that there is to say. */
class InputError extends Error {}

function readable<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw new InputError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function readRecordings(directory: string): { scenario: string; exchanges: Exchange[] }[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith(".jsonl"))
    .sort()
    .map((name) => ({
      scenario: basename(name, ".jsonl"),
      exchanges: readRecording(join(directory, name)),
    }));
}

function readWorld(directory: string): World {
  const own = resolve(directory, "..", "world.json");
  return readWorldFile(existsSync(own) ? own : join(__dirname, "../test/contract/world.json"));
}

function report(
  scenario: string,
  verdicts: readonly Verdict[],
  count: (outcome: Verdict["outcome"]) => number,
): void {
  print(
    `${scenario.padEnd(40)} matched ${pad(count("matched"))} differing ${pad(count("differing"))} not applicable ${pad(count("not applicable"))}`,
  );
  const first = verdicts.find((verdict) => verdict.outcome === "differing");
  if (first !== undefined) {
    const { exchange, difference } = first;
    print(
      `  first difference at line ${String(exchange.line)}, ${exchange.method} ${exchange.path} [${exchange.note}]`,
    );
    print(`    ${difference.where}`);
    print(`    recorded ${JSON.stringify(difference.recorded)}`);
    print(`    replayed ${JSON.stringify(difference.replayed)}`);
  }
  for (const verdict of verdicts) {
    if (verdict.outcome === "not applicable") {
      print(`  line ${String(verdict.exchange.line)} is not applicable: ${verdict.reason}`);
    }
  }
}

function pad(number: number): string {
  return String(number).padStart(3);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

void main(process.argv[2])
  .catch((error: unknown) => {
    if (!(error instanceof InputError)) {
      throw error;
    }
    process.stderr.write(`${error.message}\n`);
    return 2;
  })
  .then((status) => {
    process.exitCode = status;
  });

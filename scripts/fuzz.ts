/**
 * Sends mutated messages of Terraform to the provider, and lets it talk to a server whose answers are mutated. Each must lead to a result or to
 * diagnostics: never to a crash, a hang or an error that blames the provider itself. Mutated connections must be followed, or ended by the rules of
 * HTTP/2. Arguments, if any: the seed, and how many of each.
 */
import { fuzzAnswers } from "../test/fuzz/fuzz-answers";
import { fuzzProtocol } from "../test/fuzz/fuzz-protocol";
import { fuzzConnection } from "../test/terraform-plugin/fuzz/fuzz-connection";
import { useOwnTemporaryFolder } from "../test/support/own-temporary-folder";

/** Milliseconds. */
const TIME_LIMIT = 30 * 60_000;
/** How many of the messages that went wrong are printed. */
const SHOWN = 20;

interface Report {
  readonly accepted: number;
  readonly refused: number;
  readonly crashes: readonly string[];
  readonly hangs: readonly string[];
}

async function main(seed: number, count: number): Promise<number> {
  setTimeout(() => {
    console.log(`not done within ${TIME_LIMIT / 60_000} minutes`);
    process.exit(1);
  }, TIME_LIMIT).unref();
  console.log(`seed ${seed}`);
  const answers = await timed(() => fuzzAnswers({ seed, answers: count }));
  const isGoodAt = [print("server answers", answers.answers, answers)];
  const messages = await timed(() => fuzzProtocol({ seed, messages: count }));
  isGoodAt.push(print("protocol messages", messages.messages, messages));
  const { conversations, followed, brokenOff, crashes } = await timed(() => fuzzConnection(seed, count));
  for (const problem of crashes.slice(0, SHOWN)) console.log(problem);
  console.log(
    `mutated connections ${conversations}: followed ${followed} broken off ${brokenOff} crashes ${crashes.length}`,
  );
  isGoodAt.push(crashes.length === 0);
  return isGoodAt.every(Boolean) ? 0 : 1;
}

async function timed<T>(run: () => T | Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const result = await run();
  console.log(`${Math.round((performance.now() - startedAt) / 1000)} s`);
  return result;
}

function print(what: string, count: number, { accepted, refused, crashes, hangs }: Report): boolean {
  for (const problem of [...crashes, ...hangs].slice(0, SHOWN)) console.log(problem);
  console.log(
    `mutated ${what} ${count}: calls accepted ${accepted} refused ${refused} crashes ${crashes.length} hangs ${hangs.length}`,
  );
  return crashes.length + hangs.length === 0;
}

useOwnTemporaryFolder();
void main(Number(process.argv[2] ?? 20_261_122), Number(process.argv[3] ?? 100_000)).then(
  (status) => (process.exitCode = status),
);

import { PassThrough } from "node:stream";
import { startProgress } from "../../src/cli/progress";

function terminal(more: object): { stream: NodeJS.WriteStream; written: () => string } {
  const stream = Object.assign(new PassThrough(), { isTTY: true, columns: 20 }, more);
  const written = () => String(stream.read() ?? "");
  return { stream: stream as unknown as NodeJS.WriteStream, written };
}

describe("the progress of a long command", () => {
  test("is one line, rewritten, and gone at the end", () => {
    const { stream, written } = terminal({});
    const progress = startProgress(stream, {});
    progress.show("1 of 2: a");
    progress.show("2 of 2: b");
    progress.end();
    expect(written()).toBe("\r\u001b[K1 of 2: a\r\u001b[K2 of 2: b\r\u001b[K");
  });

  test.each([
    ["fits", "nineteen columns ab", "nineteen columns ab"],
    ["is too long", "twenty columns abcde", "twenty columns abc…"],
    ["is wide", "読み込んでいます abc", "読み込んでいます a…"],
    ["would move the cursor", "a\u001b[2J\n", "a\\u{1b}[2J\\u{a}"],
  ])("stays within the terminal when a text %s", (_title, text, shown) => {
    const { stream, written } = terminal({});
    startProgress(stream, {}).show(text);
    expect(written()).toBe(`\r\u001b[K${shown}`);
  });

  test("takes 80 columns where the terminal does not tell", () => {
    const { stream, written } = terminal({ columns: 0 });
    startProgress(stream, {}).show("x".repeat(100));
    expect(written()).toBe(`\r\u001b[K${"x".repeat(78)}…`);
  });

  test.each([
    ["a pipeline", { isTTY: false }, {}],
    ["a terminal that cannot rewrite a line", {}, { TERM: "dumb" }],
  ])("is not shown in %s", (_title, more, environment) => {
    const { stream, written } = terminal(more);
    const progress = startProgress(stream, environment);
    progress.show("1 of 2");
    progress.end();
    expect(written()).toBe("");
  });
});

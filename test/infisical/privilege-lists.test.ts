import { InfisicalError } from "../../src/infisical/infisical-error";
import type { PrivilegeAnswer } from "../../src/infisical/privilege-answer";
import { PrivilegeLists } from "../../src/infisical/privilege-lists";
import type { PrivilegePair } from "../../src/infisical/privilege-pair";
import { errorOf, never } from "./client-under-test";
import { pair } from "./infisical-answers";

type Rows = readonly PrivilegeAnswer[];

/** LISTs that the test answers itself, in whatever order. */
class HeldListing {
  readonly asked: {
    pair: PrivilegePair;
    signal: AbortSignal;
    answer: (rows: Rows) => void;
    fail: (error: Error) => void;
  }[] = [];

  list(asked: PrivilegePair, signal: AbortSignal): Promise<Rows> {
    return new Promise((answer, fail) => {
      this.asked.push({ pair: asked, signal, answer, fail });
      signal.addEventListener("abort", () => fail(InfisicalError.stopped()));
    });
  }

  answer(index: number, slug: string): void {
    this.asked[index]?.answer([{ slug } as PrivilegeAnswer]);
  }
}

let listing: HeldListing;
let lists: PrivilegeLists;

beforeEach(() => {
  listing = new HeldListing();
  lists = new PrivilegeLists(listing);
});

const slugs = async (rows: Promise<Rows>) => (await rows).map(({ slug }) => slug);

/** A write that the test ends itself. */
function heldWrite() {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  return { done: lists.duringWrite(pair, () => ended), end };
}

test("concurrent and later reads of a pair are one LIST, whatever the case of the identity's id", async () => {
  const reads = [
    lists.read(pair, never),
    lists.read({ ...pair, identityId: pair.identityId.toUpperCase() }, never),
  ];
  listing.answer(0, "one");
  expect(await Promise.all(reads.map(slugs))).toEqual([["one"], ["one"]]);
  expect(await slugs(lists.read(pair, never))).toEqual(["one"]);
  expect(listing.asked).toHaveLength(1);
});

test("another identity or project has a list of its own", () => {
  void lists.read(pair, never);
  void lists.read({ ...pair, projectSlug: "beta" }, never);
  void lists.read({ ...pair, identityId: "87ff0b51-9583-469e-ba26-589842e51119" }, never);
  expect(listing.asked).toHaveLength(3);
});

test("reading afresh always asks", () => {
  void lists.read(pair, never);
  void lists.readAfresh(pair, never);
  void lists.readAfresh(pair, never);
  expect(listing.asked).toHaveLength(3);
});

test("a read after the end of a write never gets an answer that was asked for before that end", async () => {
  const before = lists.read(pair, never);
  const write = heldWrite();
  const during = lists.read(pair, never);
  write.end();
  await write.done;
  const after = lists.read(pair, never);

  listing.answer(2, "after");
  listing.answer(1, "during");
  listing.answer(0, "before");
  expect(await Promise.all([before, during, after].map(slugs))).toEqual([["before"], ["during"], ["after"]]);
  expect(await slugs(lists.read(pair, never))).toEqual(["after"]);
  expect(listing.asked).toHaveLength(3);
});

test("a list that is answered before a write is asked for again when the write starts, and again when it ends", async () => {
  const first = lists.read(pair, never);
  listing.answer(0, "old");
  await first;
  const write = heldWrite();
  void lists.read(pair, never);
  expect(listing.asked).toHaveLength(2);
  write.end();
  await write.done;
  void lists.read(pair, never);
  expect(listing.asked).toHaveLength(3);
});

test("a write that fails invalidates like one that succeeds, and its error is passed on", async () => {
  const first = lists.read(pair, never);
  listing.answer(0, "old");
  await first;
  await expect(lists.duringWrite(pair, () => Promise.reject(new Error("refused")))).rejects.toThrow(
    "refused",
  );
  void lists.read(pair, never);
  expect(listing.asked).toHaveLength(2);
});

test("a write to one pair leaves the lists of others alone", async () => {
  const other = { ...pair, projectSlug: "beta" };
  const first = lists.read(other, never);
  listing.answer(0, "kept");
  await first;
  await lists.duringWrite(pair, () => Promise.resolve());
  expect(await slugs(lists.read(other, never))).toEqual(["kept"]);
  expect(listing.asked).toHaveLength(1);
});

test("a failed LIST fails all who wait for it and is not kept", async () => {
  const reads = [lists.read(pair, never), lists.read(pair, never)];
  listing.asked[0]?.fail(new InfisicalError("server-error", "500", { sent: "no" }));
  expect((await Promise.all(reads.map(errorOf))).map(({ kind }) => kind)).toEqual([
    "server-error",
    "server-error",
  ]);
  const again = lists.read(pair, never);
  listing.answer(1, "one");
  expect(await slugs(again)).toEqual(["one"]);
});

test("one who stops leaves, and the others get their answer", async () => {
  const stop = new AbortController();
  const leaving = errorOf(lists.read(pair, stop.signal));
  const staying = lists.read(pair, never);
  stop.abort();
  expect((await leaving).kind).toBe("stopped");
  expect(listing.asked[0]?.signal.aborted).toBe(false);
  listing.answer(0, "one");
  expect(await slugs(staying)).toEqual(["one"]);
});

test("when the last one stops the LIST is stopped, and the next read asks anew", async () => {
  const stops = [new AbortController(), new AbortController()];
  const reads = stops.map((stop) => errorOf(lists.read(pair, stop.signal)));
  for (const stop of stops) stop.abort();
  expect((await Promise.all(reads)).map(({ kind }) => kind)).toEqual(["stopped", "stopped"]);
  expect(listing.asked[0]?.signal.aborted).toBe(true);

  const next = lists.read(pair, never);
  listing.answer(1, "one");
  expect(await slugs(next)).toEqual(["one"]);
});

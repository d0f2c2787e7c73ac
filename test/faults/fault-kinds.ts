import type { FaultInput } from "../../src/simulator/faults/fault";

/** Seconds that the provider gives a request; the delays are longer. */
export const SHORT_TIMEOUT = 2;
/** For faults that end by themselves: a busy machine does not exceed it by accident. */
export const LONG_TIMEOUT = 6;
/** Milliseconds; a server that only just misses the time limit, so that what it does late falls into what follows. */
const DELAY = 2500;
/** Milliseconds that it goes on after the provider has given up, and some more on a busy machine. */
const LATE = 1000;

/** One thing that can go wrong with one request. */
export interface FaultKind {
  readonly name: string;
  /** There is a kind that only differs in whether the write happened, which makes no difference to a read. */
  readonly onlyWrites?: true;
  /** @param elsewhere URL of a host that must never be asked for anything */
  fault(elsewhere: string): FaultInput;
  /** The provider has to give up. */
  readonly timesOut?: true;
  /** Milliseconds that the server may go on after that. */
  readonly late?: number;
}

const status = (code: number, when: "before" | "after"): FaultKind => ({
  name: `${code} ${when} the commit`,
  ...(when === "after" && { onlyWrites: true }),
  fault: () => ({
    kind: "status",
    when,
    status: code,
    body: { statusCode: code, message: "Something went wrong", error: "Internal Server Error" },
  }),
});

export const faultKinds: readonly FaultKind[] = [
  { name: "connection reset before the commit", fault: () => ({ kind: "reset", when: "before" }) },
  {
    name: "connection reset after the commit",
    fault: () => ({ kind: "reset", when: "after" }),
    onlyWrites: true,
  },
  {
    name: "too late, before anything is looked at",
    fault: () => ({ kind: "delay", when: "before", milliseconds: DELAY }),
    timesOut: true,
    late: LATE,
  },
  {
    name: "too late, between the checks and the commit",
    onlyWrites: true,
    fault: () => ({ kind: "delay", when: "commit", milliseconds: DELAY }),
    timesOut: true,
    late: LATE,
  },
  {
    name: "too late, after the commit",
    onlyWrites: true,
    fault: () => ({ kind: "delay", when: "after", milliseconds: DELAY }),
    timesOut: true,
    late: LATE,
  },
  { name: "429 with a window", fault: () => ({ kind: "rate-limit", seconds: 0.5 }) },
  ...[500, 502, 503, 504].flatMap((code) => [status(code, "before"), status(code, "after")]),
  { name: "truncated body", fault: () => ({ kind: "truncate" }) },
  { name: "garbage before the commit", fault: () => ({ kind: "garbage", when: "before" }), onlyWrites: true },
  { name: "garbage after the commit", fault: () => ({ kind: "garbage", when: "after" }) },
  { name: "web page before the commit", fault: () => ({ kind: "html", when: "before" }), onlyWrites: true },
  { name: "web page after the commit", fault: () => ({ kind: "html", when: "after" }) },
  { name: "web page with 502", fault: () => ({ kind: "html", when: "before", status: 502 }) },
  { name: "wrong types", fault: () => ({ kind: "wrong-types" }) },
  { name: "body of 10 MB", fault: () => ({ kind: "huge" }) },
  { name: "redirect to another host", fault: (elsewhere) => ({ kind: "redirect", location: elsewhere }) },
  {
    name: "endless answer before the commit",
    timesOut: true,
    fault: () => ({ kind: "endless", when: "before" }),
    onlyWrites: true,
  },
  {
    name: "endless answer after the commit",
    timesOut: true,
    fault: () => ({ kind: "endless", when: "after" }),
  },
];

import type { FaultInput } from "../../src/simulator/faults/fault";
import type { ReleaseName } from "../../src/simulator/release/release";
import { faultKinds, LONG_TIMEOUT, SHORT_TIMEOUT } from "./fault-kinds";
import { type Operation, operations } from "./operations";
import { referenceRun } from "./reference-run";

/** One operation during which one thing goes wrong. */
export interface FaultCase {
  readonly release: ReleaseName;
  readonly operation: Operation;
  readonly kind: string;
  /** Such as: 429 with a window, at the 2nd POST /api/v1/…. */
  readonly name: string;
  readonly faults: (elsewhere: string) => readonly FaultInput[];
  /** Seconds. */
  readonly requestTimeout: number;
  /** Milliseconds that the server may go on after the command has ended. */
  readonly late: number;
  /** Nothing is answered any more, so that the provider can't find out what became of its last request. */
  readonly isOutage: boolean;
  readonly maxRetries: number;
}

/** Every kind of fault at every request of every operation, and an outage that begins with it, on both releases. */
export async function allFaultCases(release: ReleaseName): Promise<FaultCase[]> {
  const cases: Disturbance[] = [];
  for (const operation of operations.filter(({ releases }) => releases?.includes(release) ?? true)) {
    const { requests } = await referenceRun(operation, release);
    const counts = new Map<string, number>();
    for (const [index, { route, method }] of requests.entries()) {
      const nth = (counts.get(route) ?? 0) + 1;
      counts.set(route, nth);
      const writes = method !== "GET" && !route.endsWith("/login");
      if (operation.onlyWrites && !writes) continue;
      const target = { release, operation, writes };
      cases.push(...singleFaults(target, route, nth), ...outages(target, index + 1));
    }
  }
  return cases.map((each, index) => ({ ...each, maxRetries: index % 2 === 0 ? 0 : 2 }));
}

interface Target extends Pick<FaultCase, "release" | "operation"> {
  readonly writes: boolean;
}
type Disturbance = Omit<FaultCase, "maxRetries">;

function singleFaults({ release, operation, writes }: Target, route: string, nth: number): Disturbance[] {
  return faultKinds
    .filter(({ onlyWrites = false }) => writes || !onlyWrites)
    .map(({ name, fault, timesOut = false, late = 0 }) => ({
      release,
      operation,
      kind: name,
      name: `${name}, at ${route} (${nth})`,
      faults: (elsewhere) => [{ ...fault(elsewhere), route, nth }],
      requestTimeout: timesOut ? SHORT_TIMEOUT : LONG_TIMEOUT,
      late,
      isOutage: false,
    }));
}

/** Longer than any operation. */
const REST = 500;

function outages({ release, operation, writes }: Target, first: number): Disturbance[] {
  const rest = Array.from({ length: REST }, (_, index) => first + 1 + index);
  return (["before", "after"] as const)
    .filter((when) => when === "before" || writes)
    .map((when) => ({
      release,
      operation,
      kind: `no connection any more, ${when} the commit`,
      name: `no connection any more, ${when} the commit of request ${first}`,
      faults: () => [
        { kind: "reset", when, nth: first },
        { kind: "reset", when: "before", nth: rest },
      ],
      requestTimeout: LONG_TIMEOUT,
      late: 0,
      isOutage: true,
    }));
}

import type { Fault } from "./fault";

interface Counter {
  fault: Fault;
  count: number;
}

/** Counts the requests to each fault's route and tells which fault strikes. */
export class FaultPlan {
  private counters: Counter[];

  constructor(faults: readonly Fault[]) {
    this.counters = faults.map((fault) => ({ fault, count: 0 }));
  }

  /** Takes another plan and counts from the beginning. */
  replace(faults: readonly Fault[]): void {
    this.counters = faults.map((fault) => ({ fault, count: 0 }));
  }

  /** Counts a request. @returns the first fault that is due. */
  strike(route: string): Fault | undefined {
    const matching = this.counters.filter(({ fault }) => fault.route === "*" || fault.route === route);
    for (const counter of matching) {
      counter.count += 1;
    }
    return matching.find(({ fault: { nth }, count }) => nth === undefined || [nth].flat().includes(count))
      ?.fault;
  }
}

/** How the request log names a fault. */
export function describeFault(fault: Fault): string {
  return "when" in fault ? `${fault.kind} ${fault.when}` : fault.kind;
}

import type { StoredValues } from "./access-workspace";
import type { Findings } from "./findings";
import type { Operation } from "./operations";
import type { ReferenceRun } from "./reference-run";
import { grantsOf, type ServerPicture, surplus } from "./server-picture";

export interface Evidence {
  readonly operation: Operation;
  readonly reference: ReferenceRun;
  /** In state before the command that was disturbed. */
  readonly before: StoredValues;
  /** When the command that was disturbed had ended, and the server with it. */
  readonly disturbed: {
    readonly state: StoredValues;
    readonly server: ServerPicture;
    readonly failed: boolean;
  };
  /** When all was applied again. */
  readonly final: { readonly state: StoredValues; readonly server: ServerPicture };
}

/** Compares what is in the end with what the same operation comes to undisturbed. */
export function judge(evidence: Evidence): Pick<Findings, "lost" | "doubled"> {
  const { reference, final } = evidence;
  const grants = grantsOf(final.server);
  const missing = surplus(reference.grants, grants).map((grant) => `not on the server: ${grant}`);
  const undeclared = surplus(grants, reference.grants).map((grant) => `on the server: ${grant}`);
  return {
    lost: [...missing, ...droppedState(evidence), ...stateDifferences(evidence), ...movedWindows(evidence)],
    doubled: [...undeclared, ...madeAnew(evidence)],
  };
}

/** What left the state while something went wrong, although it is not gone. */
function droppedState({ reference, before, disturbed }: Evidence): string[] {
  return Object.keys(before)
    .filter((address) => !(address in disturbed.state) && address in reference.afterCommand)
    .filter((address) => !isReplacement(address, reference))
    .map((address) => `${address} was dropped from state`);
}

/** The state names the rows that are there, each with its window. */
function stateDifferences({ reference, final: { state, server } }: Evidence): string[] {
  const addresses = Object.keys(reference.after);
  const absent = surplus(addresses, Object.keys(state)).map((address) => `${address} is not in state`);
  const wrong = Object.entries(state).flatMap(([address, values]) => {
    const universalAuth = server.universalAuths.find(({ id }) => id === values.id);
    if (universalAuth)
      return universalAuth.clientId === values.client_id ? [] : [`${address} has another client id`];
    const row = server.privileges.find(({ id }) => id === values.id);
    if (!row)
      return address.includes("exclusive") ? [] : [`${address} has the id of no row: ${String(values.id)}`];
    const differs = row.slug !== values.slug || row.temporaryAccessStartTime !== startOf(values);
    return differs && row.isTemporary ? [`${address} has another slug or window than its row`] : [];
  });
  return [...absent, ...wrong];
}

/**
 * The start of a window stays what it was before; one that the operation opens stays what the first attempt made it. Only where that attempt
 * ended with an error, so that what it declared could not be recorded, does the declared change open the window once more.
 */
function movedWindows({ operation, reference, before, disturbed, final }: Evidence): string[] {
  return Object.entries(final.state).flatMap(([address, values]) => {
    const start = startOf(values);
    if (start === null) return [];
    const opens = operation.opens?.includes(address) === true;
    if (!opens) {
      const beforeStart = startOf(before[address]);
      return beforeStart === null || beforeStart === start ? [] : [`the window of ${address} moved`];
    }
    if (operation.before && disturbed.failed) return [];
    const slug = reference.after[address]?.slug;
    const opened = disturbed.server.privileges.find((row) => row.slug === slug && row.isTemporary);
    const openedAt = opened?.temporaryAccessStartTime ?? null;
    const wasOpened = openedAt !== null && openedAt !== startOf(before[address]);
    return !wasOpened || openedAt === start ? [] : [`the window of ${address} was opened twice`];
  });
}

/** What the operation does not replace keeps its id, and nothing is made twice. */
function madeAnew({ operation, reference, before, disturbed, final }: Evidence): string[] {
  return Object.entries(final.state).flatMap(([address, { id }]) => {
    const kept = reference.before[address]?.id !== undefined && !isReplacement(address, reference);
    if (kept) return before[address]?.id === id ? [] : [`${address} was made anew`];
    const slug = reference.after[address]?.slug;
    const existed = disturbed.server.privileges.filter((row) => row.slug === slug);
    const isFresh = existed.length > 0 && !existed.some((row) => row.id === id);
    return isFresh && operation.before === undefined ? [`${address} was made twice`] : [];
  });
}

function isReplacement(address: string, { before, after }: ReferenceRun): boolean {
  return before[address]?.id !== after[address]?.id;
}

function startOf(values: Readonly<Record<string, unknown>> | undefined): number | null {
  const temporary = values?.temporary as { readonly start_time?: unknown } | null | undefined;
  return typeof temporary?.start_time === "string" ? Date.parse(temporary.start_time) : null;
}

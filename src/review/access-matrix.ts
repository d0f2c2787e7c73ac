import { isDeepStrictEqual } from "node:util";
import { type AccessEnd, lastsAsLong } from "../access/access-end";
import { type AccessScope, intersectionOf } from "../access/access-scope";
import { collapseActions, SECRETS } from "../access/action";
import { type EffectiveAccess, type Grant, speaksOf } from "../access/effective-access";
import { GrantIndex } from "../access/grant-index";
import { ScopeQuestions } from "../access/scope-questions";
import type { Identity } from "./identity";
import type { PairAccess } from "./review";
import type { Server } from "./server";

/** What of a place an action is allowed in. */
export interface CellState {
  readonly extent: "all" | "part" | "none" | "unknown";
  /** Until when, where `extent` is "all". */
  readonly end?: AccessEnd;
}

/** Whether a cell's state grows or shrinks; in doubt where that is not known. */
export type CellChange = "same" | "grown" | "shrunk" | "doubt";

export interface MatrixCell {
  readonly before: CellState;
  readonly after: CellState;
  readonly change: CellChange;
}

/** One place of one project, and what an identity may do there before and after. */
export interface MatrixRow {
  readonly server: Server;
  readonly identity: Identity;
  readonly project: string | null;
  readonly subject: string;
  readonly scope: AccessScope;
  /** In the order of the matrix's actions. */
  readonly cells: readonly MatrixCell[];
  readonly isChanged: boolean;
}

export interface AccessMatrix {
  readonly actions: readonly string[];
  readonly rows: readonly MatrixRow[];
}

/** Identities × places against actions. A place is where some rule, before or after, says that it holds. */
export function accessMatrix(access: readonly PairAccess[], now: Date): AccessMatrix {
  const grants = access.flatMap(({ before, after }) => [...before.grants, ...after.grants]);
  const actions = displayedActions(grants);
  const questions = new ScopeQuestions();
  return { actions, rows: access.flatMap((pair) => rowsOf(pair, actions, questions, now)) };
}

function displayedActions(grants: readonly Grant[]): string[] {
  const all = new Set(grants.map(({ action }) => action));
  const always = ["read", "create", "edit", "delete"];
  const others = collapseActions(SECRETS, all).filter((action) => !always.includes(action));
  return [...always, ...others];
}

function rowsOf(
  { server, identity, project, before, after }: PairAccess,
  actions: readonly string[],
  questions: ScopeQuestions,
  now: Date,
): MatrixRow[] {
  const places = new Map<string, Grant>();
  for (const grant of [...before.grants, ...after.grants]) {
    places.set(JSON.stringify([grant.subject, grant.scope.key]), grant);
  }
  const was = new Side(before, questions, now);
  const becomes = new Side(after, questions, now);
  return [...places.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { subject, scope }]) => {
      const cells = actions.map((action): MatrixCell => {
        const [before, after] = [was, becomes].map((side) => side.stateOf(subject, scope, action)) as [
          CellState,
          CellState,
        ];
        return { before, after, change: changeOf(before, after, now) };
      });
      const isChanged = cells.some(({ change }) => change !== "same");
      return { server, identity, project, subject, scope, cells, isChanged };
    });
}

const EXTENTS: readonly CellState["extent"][] = ["none", "part", "all"];

function changeOf(before: CellState, after: CellState, now: Date): CellChange {
  if (isDeepStrictEqual(before, after)) return "same";
  if (before.extent === "unknown" || after.extent === "unknown") return "doubt";
  if (before.end !== undefined && after.end !== undefined)
    return lastsAsLong(before.end, after.end, now) ? "shrunk" : "grown";
  return EXTENTS.indexOf(after.extent) > EXTENTS.indexOf(before.extent) ? "grown" : "shrunk";
}

class Side {
  readonly #index: GrantIndex;

  constructor(
    private readonly access: EffectiveAccess,
    private readonly questions: ScopeQuestions,
    private readonly now: Date,
  ) {
    this.#index = new GrantIndex(access.grants);
  }

  stateOf(subject: string, scope: AccessScope, action: string): CellState {
    const parts = subject === SECRETS && action === "read" ? ["describeSecret", "readValue"] : [action];
    const states = parts.map((part) => this.#stateOfAction(subject, scope, part));
    const [first, second = first] = states as [CellState, CellState?];
    if (isDeepStrictEqual(first, second)) return first;
    return { extent: states.some(({ extent }) => extent === "unknown") ? "unknown" : "part" };
  }

  #stateOfAction(subject: string, scope: AccessScope, action: string): CellState {
    const place: Grant = {
      subject,
      action,
      scope,
      except: [],
      end: { kind: "never" },
      certain: true,
      source: "",
    };
    const near = this.#index
      .near(place)
      .filter((grant) => this.questions.areDisjoint(grant.scope, scope) !== "yes");
    const isUnknown = near.some((grant) => !grant.certain || this.#isForbiddenByOthers(grant, scope));
    if (this.access.unknown.length > 0 || isUnknown) return { extent: "unknown" };
    const covering = near.filter((grant) => this.questions.areCovering([grant], place) === "yes");
    if (covering.length > 0) return { extent: "all", end: this.#longest(covering) };
    return { extent: near.some((grant) => this.#leavesSome(grant, scope)) ? "part" : "none" };
  }

  /** Nobody knows which of two privileges the server applies last. */
  #isForbiddenByOthers(grant: Grant, scope: AccessScope): boolean {
    return this.access.prohibitions.some(
      (prohibition) =>
        prohibition.source !== grant.source &&
        speaksOf(prohibition, grant) &&
        this.questions.areDisjoint(prohibition.scope, scope) !== "yes",
    );
  }

  /** Whether a grant that has something in common with a place allows some of it. */
  #leavesSome({ scope, except }: Grant, place: AccessScope): boolean {
    if (except.length === 0) return true;
    const parts = except.map((exception) => ({ scope: exception, except: [] }));
    return this.questions.areCovering(parts, { scope: intersectionOf(scope, place), except: [] }) !== "yes";
  }

  #longest(grants: readonly Grant[]): AccessEnd {
    return grants
      .map(({ end }) => end)
      .reduce((longest, end) => (lastsAsLong(longest, end, this.now) ? longest : end));
  }
}

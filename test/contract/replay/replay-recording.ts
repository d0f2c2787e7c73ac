import { Clock } from "../../../src/simulator/clock";
import { startSimulator, type Simulator } from "../../../src/simulator/start-simulator";
import type { WorldInput } from "../../../src/simulator/world";
import { inapplicable, isOwnEndpoint, isProductEndpoint } from "./applicability";
import { BodyHeaders } from "./body-headers";
import { Callers } from "./callers";
import { CarriedOverLimits } from "./carried-over-limits";
import { compareAnswers, type Answer } from "./compare-answers";
import { Correspondence, type Difference } from "./correspondence";
import { field, type Exchange } from "./exchange";
import { groupBySimultaneity, passedTheCheck } from "./race";
import { buildRequest } from "./request";
import { serverOptions } from "./server-options";
import { isGapBefore, takeUnrecordedStep } from "./unrecorded";

/** What became of one exchange. */
export type Verdict =
  | { exchange: Exchange; outcome: "matched" }
  | { exchange: Exchange; outcome: "differing"; difference: Difference }
  | { exchange: Exchange; outcome: "not applicable"; reason: string };

/** Replays a recording against a simulator of its own, whose clock follows the recorded times. */
export async function replayRecording(exchanges: readonly Exchange[], world: WorldInput): Promise<Verdict[]> {
  const clock = new Clock();
  clock.scale = 0;
  clock.set((exchanges[0]?.sentAt ?? 0) - 60_000);
  const simulator = await startSimulator({ world, clock, ...serverOptions(exchanges) });
  try {
    return await new Replay(simulator, exchanges).run();
  } finally {
    await simulator.close();
  }
}

class Replay {
  private readonly correspondence: Correspondence;
  private readonly callers: Callers;
  private readonly bodyHeaders: BodyHeaders;
  private readonly carriedOverLimits: CarriedOverLimits;
  /** Whether a request of the recording has made a privilege; until then there may have been some before it. */
  private hasMadePrivileges = false;
  /** Whether the recorder took a step by now that it did not record. */
  private hasGaps = false;
  private previous: Exchange | undefined;

  constructor(
    private readonly simulator: Simulator,
    private readonly exchanges: readonly Exchange[],
  ) {
    const { organizationId, operator, projects, targets, outsiders } = simulator.world;
    this.correspondence = new Correspondence([
      organizationId,
      operator.identityId,
      operator.clientId,
      ...projects.map(({ id }) => id),
      ...[...targets, ...outsiders].map(({ identityId }) => identityId),
    ]);
    this.callers = new Callers(simulator, exchanges);
    this.bodyHeaders = new BodyHeaders(exchanges);
    this.carriedOverLimits = new CarriedOverLimits(exchanges);
  }

  async run(): Promise<Verdict[]> {
    const verdicts: Verdict[] = [];
    for (const group of groupBySimultaneity(this.exchanges)) {
      const [only] = group;
      verdicts.push(
        ...(group.length === 1 && only !== undefined ? [await this.replay(only)] : await this.race(group)),
      );
      this.previous = group.at(-1);
    }
    return verdicts;
  }

  private async replay(exchange: Exchange): Promise<Verdict> {
    this.hasGaps ||= this.previous !== undefined && isGapBefore(exchange, this.previous);
    const reason = inapplicable(exchange);
    if (reason !== undefined) {
      return { exchange, outcome: "not applicable", reason };
    }
    const answer = await this.send(exchange);
    const unanswerable = this.unanswerable(exchange, answer);
    if (unanswerable !== undefined) {
      return { exchange, outcome: "not applicable", reason: unanswerable };
    }
    return this.judge(exchange, answer);
  }

  /**
   * Which of several requests win that were sent at once is not determined by them. So those that the recording shows
   * to have passed the check are sent at once, held up between check and write, and the others after them.
   */
  private async race(group: readonly Exchange[]): Promise<Verdict[]> {
    const winners = group.filter(passedTheCheck);
    const others = group.filter((exchange) => !passedTheCheck(exchange));
    this.simulator.setFaults([{ kind: "delay", when: "commit", milliseconds: 150 }]);
    const answers = await Promise.all(winners.map((exchange) => this.send(exchange)));
    this.simulator.setFaults([]);
    const inOrder = [...winners].sort((a, b) => (a.status ?? 0) - (b.status ?? 0));
    answers.sort((a, b) => a.status - b.status);
    this.correspondence.markInterchangeable(inOrder.map(createdId).filter((id) => id !== undefined));
    const verdicts = inOrder.map((exchange, index) => this.judge(exchange, answers[index] as Answer));
    for (const exchange of others) {
      verdicts.push(this.judge(exchange, await this.send(exchange)));
    }
    return verdicts;
  }

  private judge(exchange: Exchange, answer: Answer): Verdict {
    this.learn(exchange, answer);
    this.hasMadePrivileges ||= exchange.method === "POST" && shownRows(exchange.responseBody).length > 0;
    const context = {
      correspondence: this.correspondence,
      commonFieldsOnly: !isProductEndpoint(exchange),
      generatesSlug: leavesSlugToServer(exchange),
      bodyHeaders: this.bodyHeaders.of(exchange),
      secondsLeft: (header: string, recorded: string | null) =>
        isSecondsHeader(header) && this.couldHaveLeft(Number(recorded), exchange),
    };
    const difference = compareAnswers(exchange, answer, context);
    return difference === undefined
      ? { exchange, outcome: "matched" }
      : { exchange, outcome: "differing", difference };
  }

  private async send(exchange: Exchange): Promise<Answer> {
    const { clock } = this.simulator;
    if (this.previous !== undefined) {
      clock.set(Math.max(clock.now(), Math.min(Date.parse(this.previous.at), exchange.sentAt - 1)));
    }
    if (isGapBefore(exchange, this.previous)) {
      takeUnrecordedStep(exchange, this.simulator);
    }
    const authorization = await this.callers.authorization(exchange);
    const request = buildRequest(exchange, authorization, this.simulator, this.correspondence, this.callers);
    clock.set(Math.max(clock.now() + 1, exchange.sentAt));
    this.carryOverRateLimit(exchange);
    const response = await fetch(this.simulator.url + request.path, request.init).catch((cause: unknown) => {
      throw new Error(`Line ${String(exchange.line)} could not be sent.`, { cause });
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parsed(text) };
  }

  /**
   * A recording may begin in the middle of a window that requests before it opened. The first answer of each counter
   * tells how far it was; every later one is compared with what the simulator counts on its own.
   */
  private carryOverRateLimit(exchange: Exchange): void {
    if (this.simulator.rateLimiter !== undefined) {
      this.simulator.rateLimiter.carriedOver = this.carriedOverLimits.before(exchange);
    }
  }

  /** Whether so many seconds were left of the window at some moment of the exchange. */
  private couldHaveLeft(seconds: number, { ms }: Exchange): boolean {
    const left = this.simulator.rateLimiter?.last?.millisecondsLeft ?? Number.NaN;
    return Math.ceil((left - ms) / 1000) <= seconds && seconds <= Math.ceil(left / 1000);
  }

  private learn({ responseHeaders }: Exchange, answer: Answer): void {
    const [recordedTag, tag] = [responseHeaders["etag"], answer.headers.get("etag")];
    if (recordedTag !== undefined && tag !== null) {
      this.correspondence.matches(recordedTag, tag);
    }
    const token = field(answer.body, "accessToken");
    if (typeof token === "string") {
      this.callers.issued(token);
    }
  }

  /** Why a replay cannot have the answer, however right the simulator is. */
  private unanswerable(exchange: Exchange, answer: Answer): string | undefined {
    if (isUnknownRoute(answer) && exchange.status !== 404 && !isOwnEndpoint(exchange)) {
      return "the simulator has no such endpoint";
    }
    const wasThere = ["GET", "PATCH", "DELETE"].includes(exchange.method);
    if (exchange.status !== 200 || !wasThere || (this.hasMadePrivileges && !this.hasGaps)) {
      return undefined;
    }
    const known = new Set(shownRows(answer.body).map((row) => field(row, "slug")));
    const isUnseen = shownRows(exchange.responseBody).some((row) => {
      const [id, slug] = [field(row, "id"), field(row, "slug")];
      return (
        this.correspondence.isUuid(id) &&
        !this.correspondence.knows(id) &&
        !known.has(this.correspondence.translate(String(slug)))
      );
    });
    return isUnseen ? "it shows a privilege whose creation the recording does not hold" : undefined;
  }
}

/** The privileges that an answer shows. */
function shownRows(body: unknown): unknown[] {
  const [one, many] = [field(body, "privilege"), field(body, "privileges")];
  return Array.isArray(many) ? many : one === undefined ? [] : [one];
}

function isSecondsHeader(header: string): boolean {
  return header === "x-ratelimit-reset" || header === "retry-after";
}

function createdId({ responseBody }: Exchange): string | undefined {
  const id = field(field(responseBody, "privilege"), "id");
  return typeof id === "string" ? id : undefined;
}

function leavesSlugToServer({ method, path, requestBody }: Exchange): boolean {
  const slug = field(requestBody, "slug");
  return (
    method === "POST" &&
    path.startsWith("/api/v1/additional-privilege/identity/") &&
    (slug === undefined || (typeof slug === "string" && slug.trim() === ""))
  );
}

function isUnknownRoute({ status, body }: Answer): boolean {
  const message = field(body, "message");
  return status === 404 && typeof message === "string" && /^Route \w+:.* not found$/.test(message);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

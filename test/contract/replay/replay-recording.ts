import { Clock } from "../../../src/simulator/clock";
import { startSimulator, type Simulator } from "../../../src/simulator/start-simulator";
import type { WorldInput } from "../../../src/simulator/world";
import { inapplicable, isProductEndpoint } from "./applicability";
import { Callers } from "./callers";
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
    const reason = inapplicable(exchange) ?? this.unknownRow(exchange);
    if (reason !== undefined) {
      return { exchange, outcome: "not applicable", reason };
    }
    const answer = await this.send(exchange);
    if (isUnknownRoute(answer) && exchange.status !== 404) {
      return { exchange, outcome: "not applicable", reason: "the simulator has no such endpoint" };
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
    const context = {
      correspondence: this.correspondence,
      commonFieldsOnly: !isProductEndpoint(exchange),
      generatesSlug: leavesSlugToServer(exchange),
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
  private carryOverRateLimit({ responseHeaders, status }: Exchange): void {
    const limit = Number(responseHeaders["x-ratelimit-limit"]);
    const remaining = Number(responseHeaders["x-ratelimit-remaining"]);
    const isFirst = Number.isNaN(limit) || remaining === limit - 1;
    if (this.simulator.rateLimiter !== undefined) {
      this.simulator.rateLimiter.carriedOver = isFirst
        ? undefined
        : {
            count: limit - remaining - (status === 429 ? 0 : 1),
            secondsLeft: Number(responseHeaders["x-ratelimit-reset"]),
          };
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

  /** A privilege that no request of the recording made cannot be there in a replay. */
  private unknownRow(exchange: Exchange): string | undefined {
    if (exchange.status !== 200 || exchange.method === "POST") {
      return undefined;
    }
    const one = field(exchange.responseBody, "privilege");
    const many = field(exchange.responseBody, "privileges");
    const rows = Array.isArray(many) ? many : [one];
    const isUnknown = rows.some((row) => {
      const id = field(row, "id");
      return typeof id === "string" && !this.correspondence.knows(id);
    });
    return isUnknown ? "it shows a privilege whose creation the recording does not hold" : undefined;
  }
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

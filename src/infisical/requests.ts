import type { AccessToken, TokenUse } from "./access-token";
import { isWrite, type ApiCall } from "./api-call";
import { ExchangeFailure } from "./exchange-failure";
import { InfisicalError } from "./infisical-error";
import { sleep } from "./interruption";
import { Pacer, type Passage } from "./pacer";
import { readAnswer } from "./read-answer";
import type { RequestLogger } from "./request-logger";
import { CallHistory, delayBeforeRepeat, OPERATION_TIMEOUT } from "./retry-policy";
import type { Secrets } from "./secrets";
import type { Session } from "./session";
import type { HttpAnswer, Transport } from "./transport";

/** Milliseconds that a write which was sent may still take when the caller stops (behaviour.md 5). */
const GRACE = 10_000;

export interface RequestSettings {
  readonly host: string;
  /** Milliseconds. */
  readonly requestTimeout: number;
  readonly maxRetries: number;
  readonly userAgent: string;
  readonly logger: RequestLogger;
}

export interface Answered<T> {
  readonly value: T;
  /** The server's clock when it answered, to the second below. */
  readonly serverTime: Date | undefined;
}

/**
 * Carries out calls: waits for the rate limit, authenticates, sends, reads the answer, and repeats what may be repeated. Every write leaves one
 * line in the log, without its body.
 */
export class Requests {
  readonly #pacer: Pacer;

  constructor(
    private readonly settings: RequestSettings,
    private readonly transport: Transport,
    private readonly secrets: Secrets,
  ) {
    this.#pacer = new Pacer(settings.logger);
  }

  /**
   * @param session what authenticates the call; undefined for a login, which must not carry an `Authorization` header (contract/api.md 1)
   * @throws InfisicalError
   */
  async send<T>(call: ApiCall<T>, session: Session | undefined, signal: AbortSignal): Promise<Answered<T>> {
    const history = new CallHistory();
    try {
      const { answer, value } = await this.#repeat(call, session, signal, history);
      this.#logWrite(call, { status: answer.status, attempts: history.attempts });
      return { value, serverTime: dateOf(answer) };
    } catch (thrown) {
      const error = this.#inContext(InfisicalError.from(thrown), call, session, history);
      const { status, kind, reqId } = error;
      this.#logWrite(call, { status, error: kind, reqId, attempts: history.attempts });
      throw error;
    }
  }

  async #repeat<T>(
    call: ApiCall<T>,
    session: Session | undefined,
    signal: AbortSignal,
    history: CallHistory,
  ): Promise<{ answer: HttpAnswer; value: T }> {
    for (;;) {
      const passage = await this.#pacer.enter(call.method, call.route, history.rateLimited > 0, signal);
      const token = await this.#authenticate(session, passage, signal);
      const startedAt = performance.now();
      history.attempts += 1;
      try {
        const answer = await this.#exchange(call, token, passage, signal, history);
        const value = readAnswer(call, answer, session?.identityId, this.secrets);
        if (token) session?.settle(token, "accepted");
        return { answer, value };
      } catch (thrown) {
        const error = InfisicalError.from(thrown);
        history.note(error, startedAt);
        if (token) session?.settle(token, tokenUse(error));
        if (session && token && error.kind === "unauthenticated") {
          if (!history.mayReplace(token) || !session.replace(token)) throw error;
          this.settings.logger.info("Logging in again", { because: error.serverMessage ?? error.message });
          continue;
        }
        await this.#waitToRepeat(call, error, signal, history);
      }
    }
  }

  async #authenticate(
    session: Session | undefined,
    passage: Passage,
    signal: AbortSignal,
  ): Promise<AccessToken | undefined> {
    try {
      return await session?.token(signal);
    } catch (error) {
      passage.leaveUnanswered(false);
      throw error;
    }
  }

  async #exchange<T>(
    call: ApiCall<T>,
    token: AccessToken | undefined,
    passage: Passage,
    signal: AbortSignal,
    history: CallHistory,
  ): Promise<HttpAnswer> {
    const { userAgent, requestTimeout, logger } = this.settings;
    const startedAt = performance.now();
    const logged = { method: call.method, route: call.route };
    try {
      const answer = await this.transport.exchange(
        {
          method: call.method,
          path: call.path,
          headers: {
            accept: "application/json",
            "user-agent": userAgent,
            ...(token && { authorization: token.authorization }),
            ...(call.body && { "content-type": "application/json" }),
          },
          ...(call.body && { body: JSON.stringify(call.body) }),
          timeout: Math.min(requestTimeout, OPERATION_TIMEOUT - history.spent),
          grace: isWrite(call.kind) ? Math.min(requestTimeout, GRACE) : 0,
        },
        signal,
      );
      passage.leave(answer);
      logger.debug("Answer", {
        ...logged,
        status: answer.status,
        ms: Math.round(performance.now() - startedAt),
      });
      return answer;
    } catch (failure) {
      passage.leaveUnanswered(failure instanceof ExchangeFailure && failure.sent);
      throw failure instanceof ExchangeFailure ? errorOf(failure, this.secrets) : failure;
    }
  }

  /** @throws the error itself when the call must not be repeated */
  async #waitToRepeat(
    call: ApiCall<unknown>,
    error: InfisicalError,
    signal: AbortSignal,
    history: CallHistory,
  ): Promise<void> {
    const delay = delayBeforeRepeat(call.kind, error, history, this.settings.maxRetries);
    if (delay === undefined) throw error;
    this.settings.logger.warn("Repeating a request", {
      method: call.method,
      route: call.route,
      because: error.message,
      attempt: history.attempts,
      wait_ms: Math.round(delay),
    });
    history.spent += delay;
    await sleep(delay, signal);
  }

  #inContext(
    error: InfisicalError,
    { method, route, target }: ApiCall<unknown>,
    session: Session | undefined,
    history: CallHistory,
  ): InfisicalError {
    return error.with({
      // A failed login says so itself.
      method: error.method ?? method,
      route: error.route ?? route,
      host: this.settings.host,
      target: error.target ?? target,
      callerIdentityId: session?.identityId,
      sent: history.sent,
      sentAt: history.sentAt,
    });
  }

  #logWrite(
    { kind, method, route, target }: ApiCall<unknown>,
    result: Record<string, string | number | undefined>,
  ): void {
    if (!isWrite(kind)) return;
    const { identityId, projectSlug, slug } = target;
    this.settings.logger.info("Write", {
      method,
      route,
      identity: identityId,
      project: projectSlug,
      slug,
      ...result,
    });
  }
}

function errorOf(failure: ExchangeFailure, secrets: Secrets): InfisicalError {
  const sent = failure.sent ? "maybe" : "no";
  if (failure.kind === "stopped") return InfisicalError.stopped({ sent });
  const kind = failure.kind === "unusable" ? "unexpected-answer" : failure.kind;
  return new InfisicalError(kind, secrets.hide(failure.message), { sent, temporary: failure.temporary });
}

function tokenUse({ kind, status, sent, serverMessage }: InfisicalError): TokenUse {
  if (kind === "unauthenticated") {
    return serverMessage?.includes("number of uses limit reached") ? "used up" : "refused";
  }
  if (status !== undefined) return "accepted";
  return sent === "no" ? "unsent" : "lost";
}

function dateOf({ headers }: HttpAnswer): Date | undefined {
  const date = new Date(headers.date ?? "");
  return Number.isNaN(date.getTime()) ? undefined : date;
}

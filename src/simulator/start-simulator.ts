import type { AddressInfo } from "node:net";
import { builtInWorld } from "./built-in-world";
import { Clock } from "./clock";
import { parseFaults, type FaultInput } from "./faults/fault";
import { FaultPlan } from "./faults/fault-plan";
import type { ServerContext } from "./http/context";
import { RateLimiter } from "./http/rate-limiter";
import { RequestLog, type LoggedRequest } from "./http/request-log";
import { createServer } from "./http/server";
import { TokenIssuer } from "./http/token-issuer";
import type { ReleaseName } from "./release/release";
import { releases } from "./release/releases";
import { issueAccessToken } from "./routes/login";
import { Database } from "./state/database";
import { readStateFile, StateFile } from "./state/state-file";
import { Store } from "./state/store";
import { parseWorld, type World, type WorldInput } from "./world";

export interface SimulatorOptions {
  /** Which generation of the server; "2024-07" when absent. */
  release?: ReleaseName;
  /** Identities, projects and operator; that of the state file, else the built-in world, when absent. */
  world?: WorldInput;
  /** 0, the default, takes a free one. */
  port?: number;
  /** Whether requests are limited; when absent as an unlicensed self-hosted server does: 2024-07 yes, 2026-08 no. */
  rateLimit?: boolean;
  /** Length of a rate limit's window in milliseconds by the server's clock; 60,000 when absent. */
  rateLimitWindow?: number;
  /** Whether the plan permits lists of trusted IPs; when absent no, as an unlicensed self-hosted server. */
  ipAllowlisting?: boolean;
  /** The server's time; the machine's when absent. */
  clock?: Clock;
  /** What is to go wrong; the first fault that fits a request strikes. */
  faults?: readonly FaultInput[];
  /** A file that keeps the server's data. It is read when it exists, and written soon after each change and on `close`. */
  stateFile?: string;
}

/** An Infisical server in this process, for whoever started it: where it listens, what it was asked, what it holds. */
export interface Simulator {
  /** Such as `http://127.0.0.1:40123`, without a slash at the end. */
  readonly url: string;
  readonly release: ReleaseName;
  /** With the operator's `clientId` and `clientSecret`. */
  readonly world: World;
  readonly clock: Clock;
  /** Looks at and changes the server's data from outside of the API. */
  readonly store: Store;
  /** Every request that was answered since the start or the last `takeRequests`. */
  readonly requests: readonly LoggedRequest[];
  /** The requests that were not taken yet; they leave `requests`. */
  takeRequests(): LoggedRequest[];
  /** The requests that were answered while a function ran. */
  requestsDuring<Result>(run: () => Promise<Result>): Promise<{ result: Result; requests: LoggedRequest[] }>;
  /** An access token of an identity, the operator when absent. Universal auth is attached if it has none. */
  issueToken(identityId?: string): string;
  /** Takes another fault plan, with its counts at 0; none with an empty list. */
  setFaults(faults: readonly FaultInput[]): void;
  /** The rate limits' counters; undefined for a server without limits. */
  readonly rateLimiter: RateLimiter | undefined;
  close(): Promise<void>;
}

/**
 * Starts a server on 127.0.0.1.
 * @throws Error when the world, the fault plan or the state file is malformed or can't be written, or the port is taken.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const statePath = options.stateFile;
  const release = releases[options.release ?? "2024-07"];
  const clock = options.clock ?? new Clock();
  const givenWorld = options.world === undefined ? undefined : parseWorld(options.world);
  const saved = statePath === undefined ? undefined : readStateFile(statePath, givenWorld);
  const world = saved?.world ?? givenWorld ?? builtInWorld;
  const database =
    saved === undefined ? Database.ofWorld(world, clock.now()) : Database.ofContent(saved.content);
  const store = new Store(database, clock);
  const tokens = new TokenIssuer(clock, saved?.tokenKey);
  const ipAllowlisting = options.ipAllowlisting ?? false;
  const context: ServerContext = { release, database, store, clock, tokens, ipAllowlisting };
  const rateLimiter =
    (options.rateLimit ?? release.rateLimitedByDefault)
      ? new RateLimiter(clock, options.rateLimitWindow ?? 60_000)
      : undefined;

  const requests = new RequestLog();
  const faults = new FaultPlan([]);
  const routes = new Set<string>();
  const server = createServer(context, { requests, faults, routes, rateLimiter });
  const setFaults = (plan: readonly FaultInput[]): void => {
    faults.replace(parseFaults(plan, routes));
  };
  setFaults(options.faults ?? []);
  const stateFile =
    statePath === undefined
      ? undefined
      : new StateFile(statePath, () => ({
          version: 1,
          world,
          tokenKey: tokens.key,
          content: database.content(),
        }));
  server.addHook("onSend", async (request, _reply, payload) => {
    if (request.method !== "GET") {
      stateFile?.changed();
    }
    return payload;
  });

  await server.listen({ host: "127.0.0.1", port: options.port ?? 0 });
  // Not before it listens: the file may be that of the server which has the port.
  try {
    stateFile?.save();
  } catch (error) {
    await server.close();
    throw error;
  }
  const { port } = server.server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${String(port)}`,
    release: release.name,
    world,
    clock,
    store,
    rateLimiter,
    get requests() {
      return requests.all();
    },
    takeRequests: () => requests.take(),
    requestsDuring: async (run) => {
      const before = requests.lastSequence;
      const result = await run();
      return { result, requests: requests.after(before) };
    },
    issueToken: (identityId = world.operator.identityId) => {
      const universalAuth = database.universalAuths.get(identityId) ?? store.attachUniversalAuth(identityId);
      return issueAccessToken(universalAuth, { id: "" }, context);
    },
    setFaults,
    close: async () => {
      await server.close();
      stateFile?.save();
    },
  };
}

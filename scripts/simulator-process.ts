import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { Agent, type IncomingMessage, request } from "node:http";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { json } from "node:stream/consumers";
import type { LoggedRequest } from "../src/simulator/http/request-log";

const COMMAND = join(__dirname, "../dist/cli/infisical-access.cjs");

interface RequestContent {
  readonly token?: string | undefined;
  readonly body?: object | undefined;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** `infisical-access simulate` in a process of its own. */
export class SimulatorProcess {
  readonly #agent = new Agent();
  #last = 0;

  private constructor(
    private readonly child: ChildProcess,
    /** Such as `http://127.0.0.1:40123`. */
    readonly url: string,
  ) {}

  /** @throws when it does not serve on loopback */
  static async start(
    parameters: readonly string[],
    environment: NodeJS.ProcessEnv,
  ): Promise<SimulatorProcess> {
    const child = spawn(process.execPath, [COMMAND, "simulate", ...parameters], {
      env: environment,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const lines = createInterface({ input: child.stdout });
    const [line] = (await Promise.race([once(lines, "line"), once(child, "exit")])) as [unknown];
    if (typeof line !== "string") throw new Error("The simulator ended before it served.");
    const { url } = JSON.parse(line) as { url: string };
    if (new URL(url).hostname !== "127.0.0.1") throw new Error(`The simulator serves on ${url}.`);
    return new SimulatorProcess(child, url);
  }

  /** The requests that it answered since this was asked last. */
  async takeRequests(): Promise<LoggedRequest[]> {
    const { body } = await this.request("GET", `/__simulator/requests?after=${this.#last}`);
    const { requests, last } = body as { requests: LoggedRequest[]; last: number };
    this.#last = last;
    return requests;
  }

  /** To this server, past every proxy. */
  async request(method: string, path: string, { token, body }: RequestContent = {}): Promise<Answer> {
    const content = body && Buffer.from(JSON.stringify(body));
    const headers = {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(content && { "content-type": "application/json", "content-length": content.length }),
    };
    const outgoing = request(this.url + path, { method, headers, agent: this.#agent });
    outgoing.end(content);
    const [answer] = (await once(outgoing, "response")) as [IncomingMessage];
    return { status: answer.statusCode ?? 0, body: await json(answer) };
  }

  /** Fulfilled when the process has ended; told to end it is at once. */
  async stop(): Promise<void> {
    this.#agent.destroy();
    const ended = this.child.exitCode === null ? once(this.child, "exit") : undefined;
    this.child.kill();
    await ended;
  }
}

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FaultInput } from "../../src/simulator/faults/fault";
import type { LoggedRequest } from "../../src/simulator/http/request-log";
import type { ReleaseName } from "../../src/simulator/release/release";
import { releases } from "../../src/simulator/release/releases";
import { startSimulator } from "../../src/simulator/start-simulator";
import { withoutForeignVariables } from "../../test/support/foreign-variables";
import { SimulatorProcess } from "../simulator-process";
import {
  type GrantedPrivilege,
  OPERATOR,
  type Population,
  type Privilege,
  privilegesOf,
  worldOf,
} from "./privileges";

export interface ServerOptions {
  readonly release?: ReleaseName;
  readonly rateLimit?: boolean;
  /** Whether the server holds the privileges of the population from the start. */
  readonly grantsAll?: boolean;
}

/** A simulated server in a process of its own. */
export class Server {
  private constructor(
    private readonly simulator: SimulatorProcess,
    private readonly directory: string,
    /** What it held at the start. */
    readonly privileges: readonly GrantedPrivilege[],
  ) {}

  static async start(
    population: Population,
    { release = "2024-07", rateLimit = false, grantsAll = false }: ServerOptions = {},
  ): Promise<Server> {
    const directory = mkdtempSync(join(tmpdir(), "infisical-access-bench-server-"));
    const world = join(directory, "world.json");
    writeFileSync(world, JSON.stringify(worldOf(population)));
    const parameters = ["--world", world, "--release", release, "--rate-limit", rateLimit ? "on" : "off"];
    const stateFile = join(directory, "state.json");
    const privileges = grantsAll ? await grant(stateFile, population, release) : [];
    if (grantsAll) parameters.push("--state", stateFile);
    const simulator = await SimulatorProcess.start(parameters, withoutForeignVariables());
    return new Server(simulator, directory, privileges);
  }

  /** What the provider needs to find the server and to log in. */
  get variables(): Readonly<Record<string, string>> {
    return {
      INFISICAL_HOST: this.url,
      INFISICAL_UNIVERSAL_AUTH_CLIENT_ID: OPERATOR.clientId,
      INFISICAL_UNIVERSAL_AUTH_CLIENT_SECRET: OPERATOR.clientSecret,
    };
  }

  get url(): string {
    return this.simulator.url;
  }

  /** The requests that it answered since this was asked last. */
  takeRequests(): Promise<LoggedRequest[]> {
    return this.simulator.takeRequests();
  }

  /** Answers every request so many milliseconds later. */
  async delayAnswers(milliseconds: number): Promise<void> {
    const faults: FaultInput[] = [{ kind: "delay", when: "before", milliseconds }];
    await this.#control("faults", faults);
  }

  /** Lets so many of its seconds pass in one. */
  async scaleClock(scale: number): Promise<void> {
    await this.#control("clock", { scale });
  }

  /** An access token of the operator. */
  async logIn(): Promise<string> {
    const { body } = await this.simulator.request("POST", "/api/v1/auth/universal-auth/login", {
      body: OPERATOR,
    });
    return (body as { accessToken: string }).accessToken;
  }

  /** Reads one privilege by its own route. @returns the status */
  async readPrivilege({ slug, identityId, projectSlug }: Privilege, token: string): Promise<number> {
    const query = new URLSearchParams({ identityId, projectSlug });
    const path = `/api/v1/additional-privilege/identity/${slug}?${query.toString()}`;
    return (await this.simulator.request("GET", path, { token })).status;
  }

  async stop(): Promise<void> {
    await this.simulator.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }

  async #control(part: string, body: object): Promise<void> {
    const { status } = await this.simulator.request("PUT", `/__simulator/${part}`, { body });
    if (status !== 200) throw new Error(`The simulator refused ${JSON.stringify(body)}.`);
  }
}

/** Writes a state file of the simulator in which everything is granted. */
async function grant(
  stateFile: string,
  population: Population,
  release: ReleaseName,
): Promise<readonly GrantedPrivilege[]> {
  const simulator = await startSimulator({ world: worldOf(population), release, stateFile });
  const granted = privilegesOf(population).map((privilege) => {
    const { identityId, projectSlug, slug, actions, environment, secretPath } = privilege;
    const conditions = { environment, secretPath: { $glob: secretPath } };
    const written = actions.map((action) => ({ subject: "secrets", action, conditions }));
    const permissions = releases[release].storedRules(written);
    return {
      ...privilege,
      id: simulator.store.addPrivilege(identityId, projectSlug, { slug, permissions }).id,
    };
  });
  await simulator.close();
  return granted;
}

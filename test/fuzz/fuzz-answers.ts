import { status } from "@grpc/grpc-js";
import type { ObjectValue } from "../../src/terraform-plugin/value";
import { ProviderCalls } from "../faults/core/provider-calls";
import { completeObject } from "../faults/core/proposed-state";
import { SeededRandom } from "../terraform-plugin/fuzz/random";
import { servedProvider } from "../terraform-plugin/support/served-provider";
import { answerTemplates } from "./answer-templates";
import { declaredObjects, storedObject } from "./fuzzed-stack";
import { isBug } from "./is-bug";
import { fuzzedProvider } from "./fuzzed-provider";
import { startFuzzingServer } from "./fuzzing-server";

export interface FuzzOptions {
  readonly seed: number;
  /** How many mutated answers to give. */
  readonly answers: number;
}

export interface AnswerFuzzReport {
  readonly answers: number;
  /** Calls of Terraform that led to them, by how they ended. */
  readonly accepted: number;
  readonly refused: number;
  /** Calls that were answered with a gRPC status or blamed the provider itself, and exceptions that nobody caught. */
  readonly crashes: readonly string[];
  /** Calls that were not answered in time. */
  readonly hangs: readonly string[];
}

const CONCURRENCY = 48;
/** Calls for which one login is used. */
const CALLS_OF_A_SESSION = 40;
const IDENTITY = "11c6f0de-5b7a-4c93-a2d8-e09f14b37a60";
const PROJECT = "payments";
const DATA_SOURCES: [[string, ObjectValue], [string, ObjectValue]] = [
  ["infisicalaccess_identity_privileges", { identity_id: IDENTITY, project_slug: PROJECT }],
  ["infisicalaccess_universal_auth_config", { identity_id: IDENTITY }],
];

/** Lets the provider read, create, update, delete and import against a server whose answers are mutated. */
export async function fuzzAnswers({ seed, answers }: FuzzOptions): Promise<AnswerFuzzReport> {
  const random = new SeededRandom(seed);
  const server = await startFuzzingServer(
    [await answerTemplates("2024-07"), await answerTemplates("2026-08")],
    random,
  );
  const provider = fuzzedProvider(server.url, { clientId: "fuzz", clientSecret: "fuzz" });
  const served = await servedProvider(provider);
  const result = { accepted: 0, refused: 0, crashes: [] as string[], hangs: [] as string[] };
  const onUnhandled = (error: unknown): void => void result.crashes.push(`unhandled: ${describe(error)}`);
  process.on("unhandledRejection", onUnhandled);
  const session = async (): Promise<void> => {
    const client = served.connect();
    const calls = new ProviderCalls(provider, client);
    await calls.configure({ host: server.url, client_id: "fuzz", client_secret: "fuzz" });
    for (let call = 0; call < CALLS_OF_A_SESSION && server.answers < answers; call++) {
      const before = calls.diagnostics.length;
      const name = await callAtRandom(calls, random).catch((error: unknown) => {
        (isTimeout(error) ? result.hangs : result.crashes).push(describe(error));
        return "";
      });
      const errors = calls.diagnostics.slice(before).filter(({ severity }) => severity === "error");
      if (errors.length > 0) result.refused += 1;
      else result.accepted += 1;
      const bugs = errors.filter(isBug);
      result.crashes.push(...bugs.map(({ summary, detail }) => `${name}: ${summary}: ${detail}`));
    }
    client.close();
  };
  try {
    const work = async (): Promise<void> => {
      while (server.answers < answers) await session();
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, work));
  } finally {
    process.off("unhandledRejection", onUnhandled);
    await served.close();
    await server.close();
  }
  return { answers: server.answers, ...result };
}

/** @returns the name of the call */
async function callAtRandom(calls: ProviderCalls, random: SeededRandom): Promise<string> {
  if (random.below(8) === 0) {
    const [dataSource, config] = random.pick(DATA_SOURCES);
    await calls.readDataSource(dataSource, config);
    return `${dataSource}: read`;
  }
  const byType = Object.entries(declaredObjects(IDENTITY, PROJECT)) as [[string, ObjectValue[]]];
  const [typeName, objects] = random.pick(byType);
  const { attributes } = calls.schema(typeName);
  const config = completeObject(attributes, random.pick(objects as [ObjectValue]));
  const stored = completeObject(attributes, storedObject(typeName, config));
  const privateData = Buffer.alloc(0);
  const address = `${typeName}.fuzzed`;
  const changed = changedObject(typeName, config);
  switch (random.pick(["read", "import", "create", "update", "delete"])) {
    case "read":
      await calls.refresh(typeName, { value: stored, privateData }, address);
      return `${typeName}: read`;
    case "import":
      await calls.importState(
        typeName,
        typeName.endsWith("universal_auth_config")
          ? IDENTITY
          : `${PROJECT}/${IDENTITY}${typeName.endsWith("exclusive") ? "" : "/app-reader"}`,
        address,
      );
      return `${typeName}: import`;
    case "create":
      await write(calls, typeName, address, null, config);
      return `${typeName}: create`;
    case "update":
      await write(calls, typeName, address, stored, changed);
      return `${typeName}: update`;
    default:
      await calls.apply(
        typeName,
        { prior: stored, config: null, planned: { value: null, privateData } },
        address,
      );
      return `${typeName}: delete`;
  }
}

async function write(
  calls: ProviderCalls,
  typeName: string,
  address: string,
  prior: ObjectValue | null,
  config: ObjectValue,
): Promise<void> {
  const proposed = prior === null ? config : { ...prior, ...withoutNulls(config) };
  const request = { prior, config, proposed, privateData: Buffer.alloc(0) };
  const planned = await calls.plan(typeName, request, address);
  if (planned) await calls.apply(typeName, { prior, config, planned }, address);
}

function changedObject(typeName: string, config: ObjectValue): ObjectValue {
  if (typeName.endsWith("universal_auth_config")) return { ...config, access_token_ttl: 1800 };
  if (typeName.endsWith("exclusive")) return { ...config, privilege_slugs: ["app-reader"] };
  return { ...config, slug: "app-renamed" };
}

function withoutNulls(object: ObjectValue): ObjectValue {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null));
}

function isTimeout(error: unknown): boolean {
  return (error as { readonly code?: unknown }).code === status.DEADLINE_EXCEEDED;
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

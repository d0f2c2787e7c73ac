import { status } from "@grpc/grpc-js";
import type { Provider } from "../../../src/terraform-plugin";
import {
  type Diagnostic,
  Diagnostic_Severity as Severity,
} from "../../../src/terraform-plugin/generated/tfplugin6/diagnostic";
import { servedProvider } from "../support/served-provider";
import { SeededRandom } from "./random";
import { mutatedRequest, type SampleObjects, type SeedMessage, seedMessages } from "./seed-messages";

export interface FuzzOptions {
  readonly seed: number;
  /** How many mutated messages to send. */
  readonly messages: number;
  /** What the messages are made from; by default what the schema allows. */
  readonly samples?: SampleObjects;
  /** Whether an error says that the provider itself failed. */
  readonly isBug?: (error: Diagnostic) => boolean;
}

export interface FuzzReport {
  readonly messages: number;
  /** Answered without an error: the mutation did no harm, or changed nothing but a value. */
  readonly accepted: number;
  /** Answered with an error diagnostic. */
  readonly refused: number;
  /** Messages (method, hexadecimal bytes) that were answered with a gRPC status or a bug, and exceptions that nobody caught. */
  readonly crashes: readonly string[];
  /** Messages that were not answered within 20 s. */
  readonly hangs: readonly string[];
}

const concurrency = 32;

/**
 * Sends mutated requests to a provider over gRPC. The provider must not touch anything outside its process, since its configuration is mutated
 * like everything else.
 */
export async function fuzzPlugin(
  provider: Provider<unknown>,
  { seed, messages, samples, isBug = () => false }: FuzzOptions,
): Promise<FuzzReport> {
  const random = new SeededRandom(seed);
  const [first, ...others] = seedMessages(provider, samples);
  if (first === undefined) throw new Error("the provider has nothing to call");
  const seeds: [SeedMessage, ...SeedMessage[]] = [first, ...others];
  const crashes: string[] = [];
  const hangs: string[] = [];
  let sent = 0;
  let refused = 0;
  const onUnhandled = (error: unknown): void => void crashes.push(`unhandled: ${String(error)}`);
  process.on("unhandledRejection", onUnhandled);
  const { client, close } = await servedProvider(provider);
  const sendSome = async (): Promise<void> => {
    while (sent < messages) {
      sent += 1;
      const message = random.pick(seeds);
      const request = mutatedRequest(message, random);
      try {
        const { diagnostics } = message.readAnswer(await client.callRaw(message.path, request));
        const errors = diagnostics.filter(({ severity }) => severity === Severity.ERROR);
        const bug = errors.find(isBug);
        if (bug) crashes.push(`${message.path} ${request.toString("hex")}: ${bug.summary}: ${bug.detail}`);
        else if (errors.length > 0) refused += 1;
      } catch (error) {
        const list = isTimeout(error) ? hangs : crashes;
        list.push(`${message.path} ${request.toString("hex")}: ${String(error)}`);
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: concurrency }, sendSome));
  } finally {
    await close();
    process.off("unhandledRejection", onUnhandled);
  }
  return {
    messages: sent,
    accepted: sent - refused - crashes.length - hangs.length,
    refused,
    crashes,
    hangs,
  };
}

function isTimeout(error: unknown): boolean {
  return (
    typeof error === "object" && error !== null && "code" in error && error.code === status.DEADLINE_EXCEEDED
  );
}

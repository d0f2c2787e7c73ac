import { escapeText } from "../access/escape-text";
import { describeError } from "../infisical/describe-error";
import { InfisicalClient } from "../infisical/infisical-client";
import { InfisicalError } from "../infisical/infisical-error";
import { parseHost } from "../infisical/parse-host";
import { IDENTITY_GONE, PrivilegeDirectory } from "../provider/identity-privilege/privilege-directory";
import { resolveProviderSettings } from "../provider/provider-settings";
import { PROVIDER_VERSION } from "../provider/version";
import { DiagnosticError } from "../terraform-plugin/diagnostic";
import type { Finding } from "./finding";
import { configuredHost, serverOf } from "./provider-host";
import type { Server } from "./server";
import { sourceName } from "./source-name";
import { type ManagedPair, type PairOnServer, unmanagedPrivileges } from "./unmanaged-privileges";

export interface UnmanagedReport {
  readonly findings: readonly Finding[];
  /** What could not be looked at, and why: a sentence each. */
  readonly failures: readonly string[];
}

/** Lists each pair on the server that the environment names, with the environment's credentials, and reports what no stack manages. */
export async function listUnmanaged(
  pairs: readonly ManagedPair[],
  options: {
    readonly ignore: readonly string[];
    readonly environment: NodeJS.ProcessEnv;
    readonly now: Date;
    readonly onStep: (step: string) => void;
  },
): Promise<UnmanagedReport> {
  if (pairs.length === 0) return { findings: [], failures: [] };
  const client = connect(options.environment);
  if (typeof client === "string") return { findings: [], failures: [client] };
  try {
    const directory = new PrivilegeDirectory(client);
    const skipped = new Map<string, string>();
    const reachable = pairs.flatMap((pair): PairOnServer[] => {
      const server = serverOnHost(pair, client.host, skipped);
      return server === undefined ? [] : [{ ...pair, server }];
    });
    let listed = 0;
    const showProgress = () =>
      options.onStep(`${listed++} of ${reachable.length} lists of privileges read from ${client.host}`);
    showProgress();
    const lists = await Promise.all(
      reachable.map((pair) => list(pair, directory, options).finally(showProgress)),
    );
    return {
      findings: lists.flatMap((found) => (typeof found === "string" ? [] : found)),
      failures: [...skipped.values(), ...lists.filter((found) => typeof found === "string")],
    };
  } finally {
    client.close();
  }
}

/** @returns a sentence when the environment does not say how to connect */
function connect(environment: NodeJS.ProcessEnv): InfisicalClient | string {
  try {
    const settings = resolveProviderSettings({}, environment);
    if ("unknown" in settings) throw new Error(`unknown settings: ${settings.unknown.join(", ")}`);
    const host = parseHost(settings.host);
    if ("problem" in host) return `Unmanaged privileges were not looked for. ${host.problem}`;
    const ignored = () => undefined;
    return new InfisicalClient({
      ...settings,
      host: host.url,
      userAgent: `cdktf-infisical-access/${PROVIDER_VERSION} drift`,
      logger: { debug: ignored, info: ignored, warn: ignored },
      environment,
    });
  } catch (error) {
    if (error instanceof DiagnosticError)
      return `Unmanaged privileges were not looked for. ${error.content.detail}`;
    throw error;
  }
}

/**
 * The server of a pair as its resources name it, if it is the one of the environment: asking one server with the credentials of another would send them to
 * a stranger.
 */
function serverOnHost(
  { resources }: ManagedPair,
  host: string,
  skipped: Map<string, string>,
): Server | undefined {
  let found: Server | undefined;
  for (const resource of resources) {
    const { plan, address } = resource;
    const configured = configuredHost(plan, address);
    const parsed = typeof configured === "string" ? parseHost(configured) : undefined;
    const url = parsed !== undefined && "url" in parsed ? parsed.url : undefined;
    const server = serverOf(resource);
    if (configured === null || url === host) found ??= server;
    else {
      const what = server.kind === "host" ? `the host ${server.url}` : "a host that its plan does not tell";
      const sentence = `${sourceName(plan.source)} is skipped in the search for unmanaged privileges: its provider names ${what}, and the environment names ${host}.`;
      skipped.set(plan.source, escapeText(sentence));
    }
  }
  return found;
}

async function list(
  managed: PairOnServer,
  directory: PrivilegeDirectory,
  { ignore, now }: { ignore: readonly string[]; now: Date },
): Promise<Finding[] | string> {
  const { pair } = managed;
  try {
    const rows = await directory.read(pair, new AbortController().signal);
    return rows === IDENTITY_GONE ? [] : unmanagedPrivileges(managed, rows, ignore, now);
  } catch (error) {
    const what = `listing the privileges of identity ${pair.identityId} in project "${pair.projectSlug}"`;
    return escapeText(describeError(InfisicalError.from(error), what).detail.replace(/\s+/g, " "));
  }
}

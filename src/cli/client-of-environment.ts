import type { ClientSettings } from "../infisical/client-settings";
import { InfisicalClient } from "../infisical/infisical-client";
import { parseHost } from "../infisical/parse-host";
import { resolveProviderSettings } from "../provider/provider-settings";
import { PROVIDER_VERSION } from "../provider/version";
import { DiagnosticError } from "../terraform-plugin/diagnostic";

const SILENT = { debug: () => undefined, info: () => undefined, warn: () => undefined };

/**
 * A client with the host and credentials that the provider would take from the environment.
 *
 * @throws DiagnosticError when they are missing or contradict each other
 */
export function clientOfEnvironment(
  environment: NodeJS.ProcessEnv,
  command: string,
  overrides: Partial<Pick<ClientSettings, "requestTimeout" | "maxRetries">> = {},
): InfisicalClient {
  const settings = resolveProviderSettings({}, environment);
  if ("unknown" in settings) throw new Error("Nothing in an environment is unknown.");
  const host = parseHost(settings.host);
  if ("problem" in host)
    throw new DiagnosticError({ summary: "Invalid Infisical Host", detail: host.problem });
  return new InfisicalClient({
    ...settings,
    ...overrides,
    host: host.url,
    userAgent: `cdktf-infisical-access/${PROVIDER_VERSION} ${command}`,
    logger: SILENT,
    environment,
  });
}

import type { Provider } from "./provider";
import { serveReattach } from "./serve-reattach";
import { logLevel, stderrLogger } from "./transport/stderr-logger";

/**
 * Serves the provider from a process that someone started by hand, perhaps under a debugger, until Ctrl-C. Prints what to set for the Terraform
 * that shall use it.
 */
export async function serveForDebugging<Connection>(provider: Provider<Connection>): Promise<void> {
  const logger = stderrLogger(
    provider.address,
    logLevel(process.env),
    (line) => void process.stderr.write(line),
  );
  const { reattachProviders, close } = await serveReattach(provider, { logger });
  process.stdout.write(
    `${provider.address} is being served. Run Terraform with this variable, and end with Ctrl-C:\n\n` +
      `TF_REATTACH_PROVIDERS='${reattachProviders}'\n\n`,
  );
  process.once("SIGINT", () => void close());
}

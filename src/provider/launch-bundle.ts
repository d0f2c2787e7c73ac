import { join } from "node:path";
import { loadWithCodeCache } from "../terraform-plugin/code-cache/load-with-code-cache";
import { serve } from "../terraform-plugin/serve";
import { PROVIDER_ADDRESS } from "./address";
import type * as pluginModule from "./plugin";

/** The same as main.ts where the provider lies as two bundles: this one for the handshake, and one with all else. */
void serve(PROVIDER_ADDRESS, async () => {
  const { plugin } = loadWithCodeCache(
    join(__dirname, "plugin.cjs"),
    "cdktf-infisical-access",
  ) as typeof pluginModule;
  return plugin;
});

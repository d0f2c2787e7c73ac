import { serve } from "../terraform-plugin/serve";
import { PROVIDER_ADDRESS } from "./address";

/** The provider from its source. What is laid into stacks begins with launch-bundle.ts instead. */
void serve(PROVIDER_ADDRESS, async () => (await import("./plugin.ts")).plugin);

import { Plugin } from "../terraform-plugin/plugin";
import { infisicalAccessProvider } from "./infisical-access-provider";
import { PROVIDER_VERSION } from "./version";

export const plugin = new Plugin(infisicalAccessProvider(PROVIDER_VERSION));

import { serve } from "../terraform-plugin";
import { infisicalAccessProvider } from "./infisical-access-provider";
import { PROVIDER_VERSION } from "./version";

void serve(infisicalAccessProvider(PROVIDER_VERSION));

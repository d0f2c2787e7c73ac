import { Command } from "commander";
import { PROVIDER_VERSION } from "../provider/version";

const program = new Command("infisical-access")
  .description("Tools around cdktf-infisical-access: access of Infisical machine identities as code.")
  .version(PROVIDER_VERSION)
  .showHelpAfterError("(infisical-access --help lists the commands)");

void program.parseAsync();

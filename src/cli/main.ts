import { Command } from "commander";
import { PROVIDER_VERSION } from "../provider/version";
import { registerAdopt } from "./adopt";
import { registerDoctor } from "./doctor";
import { registerDrift } from "./drift";
import { registerInstall } from "./install";
import { reportOutputErrors } from "./report-output-errors";
import { registerReview } from "./review";
import { registerSimulate } from "./simulate";

const program = new Command("infisical-access")
  .description("Tools around cdktf-infisical-access: access of Infisical machine identities as code.")
  .version(PROVIDER_VERSION)
  .showHelpAfterError("(infisical-access --help lists the commands)");

registerReview(program);
registerDrift(program);
registerAdopt(program);
registerInstall(program);
registerDoctor(program);
registerSimulate(program);

reportOutputErrors();
void program.parseAsync();

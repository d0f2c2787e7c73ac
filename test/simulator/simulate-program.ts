import { Command } from "commander";
import { registerSimulate } from "../../src/cli/simulate";

/** The command `simulate` alone, so that its tests do not load the rest of the program. */
const program = new Command("infisical-access");
registerSimulate(program);
void program.parseAsync();

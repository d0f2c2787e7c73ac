import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withoutForeignVariables } from "./foreign-variables";

/**
 * The environment for a child process of a test: that of the test without whatever would lead it to a real server, to other settings of
 * Terraform or to the developer's own caches. Terraform gets a CLI configuration and a home directory of its own.
 */
export class CleanEnvironment {
  readonly home = mkdtempSync(join(tmpdir(), "infisical-access-home-"));
  readonly variables: NodeJS.ProcessEnv;

  constructor(additional: Readonly<Record<string, string>> = {}) {
    const configuration = join(this.home, "terraform.rc");
    writeFileSync(configuration, "disable_checkpoint = true\n");
    this.variables = {
      ...withoutForeignVariables(),
      HOME: this.home,
      TF_CLI_CONFIG_FILE: configuration,
      TF_IN_AUTOMATION: "1",
      CHECKPOINT_DISABLE: "1",
      ...additional,
    };
  }

  remove(): void {
    rmSync(this.home, { recursive: true, force: true });
  }
}

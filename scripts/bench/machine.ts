import { spawnSync } from "node:child_process";
import { cpus } from "node:os";
import { withoutForeignVariables } from "../../test/support/foreign-variables";
import { terraformBinary } from "../../test/support/terraform";
import type { Results } from "./results";

/** What the figures depend on. */
export function machine(): Results["machine"] {
  const [processor, ...others] = cpus();
  return {
    cpu: processor?.model.replace(/\s+/g, " ").trim() ?? "unknown",
    cores: others.length + 1,
    platform: `${process.platform} ${process.arch}`,
    node: process.versions.node,
    terraform: terraformVersion(),
  };
}

function terraformVersion(): string {
  const env = { ...withoutForeignVariables(), CHECKPOINT_DISABLE: "1" };
  const { stdout } = spawnSync(terraformBinary(), ["version", "-json"], { env, encoding: "utf8" });
  return (JSON.parse(stdout) as { terraform_version: string }).terraform_version;
}

import { resolve } from "node:path";
import type { Command } from "commander";
import pico from "picocolors";
import { readProviderPackage } from "../installation/provider-package";
import { checkCliConfiguration, checkFolder } from "./doctor/check-installation";
import { checkServer } from "./doctor/check-server";
import { checkNode, checkTerraform } from "./doctor/check-tools";
import type { Finding } from "./doctor/finding";

interface DoctorOptions {
  readonly dir: string;
  readonly project: readonly string[];
}

const MARKS = { ok: pico.green("✓"), advice: pico.yellow("!"), problem: pico.red("✗") };

/** Adds the command `doctor`. */
export function registerDoctor(program: Command): void {
  program
    .command("doctor")
    .description(
      "Check what the provider needs: Node.js, Terraform, its installation, credentials, the server, the operator's permission. Writes nothing. Exit status 1 when something can't work.",
    )
    .option("--dir <directory>", "root module, or the folder of a synthesised stack", ".")
    .option("--project <slug...>", "projects in which the operator's permission is checked", [])
    .action((options: DoctorOptions) => doctor(options));
}

async function doctor({ dir, project }: DoctorOptions): Promise<void> {
  const provider = readProviderPackage();
  const directory = resolve(dir);
  const findings = [
    checkNode(process.env),
    ...checkTerraform(process.env),
    ...checkCliConfiguration(process.env, resolve(directory, "terraform.d", "plugins")),
    ...checkFolder(provider, directory, process.env),
    ...(await checkServer(process.env, project)),
  ];
  process.stdout.write(`${findings.map(print).join("\n")}\n`);
  if (findings.some(({ status }) => status === "problem")) process.exitCode = 1;
}

function print({ status, subject, message, remedy }: Finding): string {
  const line = `${MARKS[status]} ${subject}: ${message}.`;
  return remedy === undefined ? line : `${line}\n${remedy.replace(/^(?=.)/gm, "    ")}`;
}

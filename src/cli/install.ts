import { homedir } from "node:os";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import { cliConfigurations, installationBlock } from "../installation/cli-configuration";
import { installProvider } from "../installation/install-provider";
import { layProvider } from "../installation/lay-provider";
import { makeDirectory } from "../installation/make-directory";
import { readProviderPackage } from "../installation/provider-package";
import { requiredProvidersBlock } from "../installation/required-providers";
import { FAILURE } from "./exit-status";

interface InstallOptions {
  readonly dir?: string;
  readonly user?: boolean;
}

/** Adds the command `install`. */
export function registerInstall(program: Command): void {
  program
    .command("install")
    .description(
      "Put the Terraform provider where terraform init and tofu init find it, for configurations in HCL. CDKTF stacks need no such step: synthesis does it.",
    )
    .option(
      "--dir <directory>",
      "root module to install it into, with its lock entry; the current directory when absent",
    )
    .option("--user", "install it for all configurations of this user instead")
    .action((options: InstallOptions, command: Command) => {
      if (options.user === true && options.dir !== undefined) {
        command.error(
          "--dir and --user exclude each other: the one installs for a root module, the other for a user.",
        );
      }
      install(options);
    });
}

function install({ dir = ".", user = false }: InstallOptions): void {
  const provider = readProviderPackage();
  const directory = user ? join(process.env.HOME ?? homedir(), ".terraform.d") : resolve(dir, "terraform.d");
  const plugins = join(directory, "plugins");
  try {
    if (user) {
      makeDirectory(directory);
      // Other versions stay: other configurations may ask for them.
      layProvider(provider, plugins);
    } else {
      installProvider(provider, resolve(dir));
    }
  } catch (error) {
    if (!(error instanceof Error && "syscall" in error)) throw error;
    process.stderr.write(`The provider could not be put into ${plugins}: ${error.message}.\n`);
    process.exitCode = FAILURE;
    return;
  }
  // The block alone goes to standard output: "infisical-access install > versions.tf".
  process.stderr
    .write(`Provider ${provider.version} lies in ${plugins}, for Linux and macOS on amd64 and arm64.
Have this block in your configuration, such as in a file versions.tf, and run terraform init or tofu init:

`);
  process.stdout.write(`${requiredProvidersBlock(provider)}\n`);
  warnOfHidingConfigurations(plugins);
}

/** A `provider_installation` block, as many companies have one, switches the places off where providers are searched by default. */
function warnOfHidingConfigurations(plugins: string): void {
  for (const { path, installation } of cliConfigurations(process.env)) {
    if (installation !== "hides") continue;
    process.stderr.write(`
The provider_installation block in ${path} keeps Terraform from looking there. Add this filesystem_mirror to it, and the exclude to each of its other methods:

${installationBlock(plugins)}
`);
  }
}

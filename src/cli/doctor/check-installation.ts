import { existsSync, readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { cliConfigurations, installationBlock } from "../../installation/cli-configuration";
import { providerHashes } from "../../installation/lay-provider";
import { lockEntry } from "../../installation/lock-file";
import type { ProviderPackage } from "../../installation/provider-package";
import type { Finding } from "./finding";

/** What the CLI configuration of Terraform does to the search for the provider. */
export function checkCliConfiguration(environment: NodeJS.ProcessEnv, plugins: string): Finding[] {
  const subject = "CLI configuration";
  const findings = cliConfigurations(environment).map(({ path, installation, overrides }): Finding => {
    if (installation === "unreadable") {
      return {
        status: "advice",
        subject,
        message: `${path} can't be read, and Terraform goes on without its settings`,
        remedy: "Correct its permissions, or TF_CLI_CONFIG_FILE where that names it.",
      };
    }
    if (installation === "hides") {
      return {
        status: "problem",
        subject,
        message: `the provider_installation block in ${path} keeps Terraform from finding the provider`,
        remedy: `Add this filesystem_mirror to it, and the exclude to each of its other methods:\n${installationBlock(plugins)}`,
      };
    }
    if (overrides) {
      return {
        status: "advice",
        subject,
        message: `${path} replaces the provider by a development build (dev_overrides)`,
        remedy: "Remove the dev_overrides entry unless you work on the provider.",
      };
    }
    return { status: "ok", subject, message: path };
  });
  return findings.length > 0 ? findings : [{ status: "ok", subject, message: "none, which is fine" }];
}

/** What is installed and locked in the directory. */
export function checkFolder(
  provider: ProviderPackage,
  directory: string,
  environment: NodeJS.ProcessEnv,
): Finding[] {
  if (isFolder(directory)) {
    return [checkInstallation(provider, directory, environment), checkLockFile(provider, directory)];
  }
  return [
    {
      status: "problem",
      subject: "Folder",
      message: `${directory} is ${existsSync(directory) ? "not a folder" : "not there"}`,
      remedy: "Name the folder of a root module or of a synthesised stack with --dir.",
    },
  ];
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** Whether `terraform init` in the directory finds the provider of this package. */
function checkInstallation(
  provider: ProviderPackage,
  directory: string,
  environment: NodeJS.ProcessEnv,
): Finding {
  const places = [
    join(directory, "terraform.d", "plugins"),
    join(environment.HOME ?? homedir(), ".terraform.d", "plugins"),
  ];
  const subject = "Provider";
  const place = places.find((plugins) =>
    existsSync(join(plugins, ...provider.address.split("/"), provider.version)),
  );
  if (place !== undefined) return { status: "ok", subject, message: `${provider.version} in ${place}` };
  return {
    status: "advice",
    subject,
    message: `version ${provider.version} is not installed for ${directory}`,
    remedy:
      'In HCL run "npx infisical-access install". In a CDKTF project "cdktf synth" installs it into each stack: pass the folder of one, --dir cdktf.out/stacks/NAME.',
  };
}

/** Whether the lock file accepts the provider of this package. */
function checkLockFile(provider: ProviderPackage, directory: string): Finding {
  const path = join(directory, ".terraform.lock.hcl");
  const subject = "Lock file";
  const entry = existsSync(path) ? lockEntry(readFileSync(path, "utf8"), provider.address) : undefined;
  if (entry === undefined) {
    return {
      status: "advice",
      subject,
      message: `${path} does not name the provider yet`,
      remedy: 'Run "terraform init".',
    };
  }
  if (entry.version !== provider.version) {
    return {
      status: "problem",
      subject,
      message: `${path} locks ${entry.version}, and this package brings ${provider.version}`,
      remedy: 'Run "npx infisical-access install" (HCL) or "cdktf synth", then "terraform init".',
    };
  }
  const own = providerHashes(provider);
  if (entry.hashes.length > 0 && !entry.hashes.some((hash) => own.includes(hash))) {
    return {
      status: "problem",
      subject,
      message: `${path} holds another hash of ${provider.version} than this package has`,
      remedy:
        "Find out who changed the lock file or the package: a release has the same content everywhere. If it was a development build, delete the entry and run terraform init.",
    };
  }
  return { status: "ok", subject, message: `${path} locks ${entry.version}` };
}

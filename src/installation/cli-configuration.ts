import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { PROVIDER_ADDRESS } from "../provider/address";

/** What a CLI configuration file of Terraform or OpenTofu says about where providers come from. */
export interface CliConfiguration {
  readonly path: string;
  /**
   * `none`: Terraform searches its usual places. `covers`: a `provider_installation` block leads to this provider. `hides`: such a block does
   * not, and switches the usual places off. `unreadable`: the file can't be read, or it is named and not there.
   */
  readonly installation: "none" | "covers" | "hides" | "unreadable";
  /** Whether a `dev_overrides` block replaces this provider. */
  readonly overrides: boolean;
}

const HOST = PROVIDER_ADDRESS.slice(0, PROVIDER_ADDRESS.indexOf("/"));

/** Of every provider of this host, for `include` and `exclude`. */
const PATTERN = `${HOST}/*/*`;

/**
 * The CLI configuration files that Terraform or OpenTofu would read: the one that TF_CLI_CONFIG_FILE names, else those in the home directory
 * that exist.
 */
export function cliConfigurations(environment: NodeJS.ProcessEnv): CliConfiguration[] {
  const named = environment.TF_CLI_CONFIG_FILE ?? environment.TERRAFORM_CONFIG;
  if (named !== undefined && named !== "") return [readConfiguration(named)];
  const home = environment.HOME ?? homedir();
  const xdg = environment.XDG_CONFIG_HOME ?? join(home, ".config");
  return [join(home, ".terraformrc"), join(home, ".tofurc"), join(xdg, "opentofu", "tofurc")]
    .filter((path) => existsSync(path))
    .map(readConfiguration);
}

/** What a user adds to the `provider_installation` block, so that Terraform looks into the directory for this provider. */
export function installationBlock(pluginsDirectory: string): string {
  return `provider_installation {
  filesystem_mirror {
    path    = "${pluginsDirectory}"
    include = ["${PATTERN}"]
  }
  direct {
    exclude = ["${PATTERN}"]
  }
}`;
}

function readConfiguration(path: string): CliConfiguration {
  let text: string;
  try {
    text = withoutComments(readFileSync(path, "utf8"));
  } catch {
    return { path, installation: "unreadable", overrides: false };
  }
  // HCL, or JSON in a file that ends in .json.
  const hasBlock = /\bprovider_installation"?\s*[:{]/.test(text);
  const [, overridden = ""] = /\bdev_overrides"?\s*[:{]([^}]*)/.exec(text) ?? [];
  const overrides = overridden.includes(PROVIDER_ADDRESS);
  // What a block excludes from one method only leads to the provider when another includes it.
  const included = text.replace(/\bexclude"?\s*[=:]\s*\[[^\]]*\]/g, "");
  const covers = overrides || included.includes(`${HOST}/`) || mirrorsOf(included).some(holdsProvider);
  return { path, installation: !hasBlock ? "none" : covers ? "covers" : "hides", overrides };
}

function mirrorsOf(text: string): string[] {
  return [...text.matchAll(/\bpath"?\s*[=:]\s*"((?:\\.|[^"\\])*)"/g)].map(([, path = ""]) => path);
}

function holdsProvider(mirror: string): boolean {
  return existsSync(join(mirror, ...PROVIDER_ADDRESS.split("/")));
}

function withoutComments(text: string): string {
  return text.replace(/"(?:\\.|[^"\\\n])*"|#.*|\/\/.*|\/\*[^]*?\*\//g, (match) =>
    match.startsWith('"') ? match : "",
  );
}

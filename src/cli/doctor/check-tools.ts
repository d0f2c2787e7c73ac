import { spawnSync } from "node:child_process";
import type { Finding } from "./finding";

const OLDEST_NODE = 20;
const OLDEST_TERRAFORM = [1, 5] as const;

/** The Node.js on the PATH, which is what runs the provider; this command may run on another. */
export function checkNode(environment: NodeJS.ProcessEnv): Finding {
  const subject = "Node.js";
  const { stdout, error } = spawnSync("node", ["--version"], { env: environment, encoding: "utf8" });
  const version = /^v(\d+)\.\S+/.exec(stdout ?? "");
  const remedy = `The provider runs on the "node" that is on the PATH of whoever runs Terraform, and needs version ${OLDEST_NODE} or newer. Install it from https://nodejs.org.`;
  if (error !== undefined || version === null) {
    return { status: "problem", subject, message: 'there is no working "node" on the PATH', remedy };
  }
  if (Number(version[1]) >= OLDEST_NODE) return { status: "ok", subject, message: version[0] };
  return { status: "problem", subject, message: version[0], remedy };
}

/** Terraform and OpenTofu, whichever is there. */
export function checkTerraform(environment: NodeJS.ProcessEnv): Finding[] {
  const named = environment.TERRAFORM_BINARY_NAME;
  const binaries = named === undefined || named === "" ? ["terraform", "tofu"] : [named];
  const findings = binaries.flatMap((binary) => versionFinding(binary, environment) ?? []);
  if (findings.length > 0) return findings;
  return [
    {
      status: "problem",
      subject: "Terraform",
      message: `none of ${binaries.join(", ")} is on the PATH`,
      remedy:
        "Install Terraform (https://developer.hashicorp.com/terraform/install) or OpenTofu (https://opentofu.org/docs/intro/install), or name the binary in TERRAFORM_BINARY_NAME.",
    },
  ];
}

function versionFinding(binary: string, environment: NodeJS.ProcessEnv): Finding | undefined {
  // Even "terraform version" asks HashiCorp's server for news.
  const env = { ...environment, CHECKPOINT_DISABLE: "1" };
  const { stdout, error } = spawnSync(binary, ["version", "-json"], { env, encoding: "utf8" });
  if (error !== undefined) return undefined;
  const subject = binary === "tofu" ? "OpenTofu" : "Terraform";
  const [, version, major, minor] = /"terraform_version":\s*"((\d+)\.(\d+)[^"]*)"/.exec(stdout) ?? [];
  if (version === undefined) {
    return {
      status: "problem",
      subject,
      message: `"${binary} version -json" does not tell a version`,
      remedy: `Run "${binary} version" to see why.`,
    };
  }
  const isNewEnough = Number(major) > OLDEST_TERRAFORM[0] || Number(minor) >= OLDEST_TERRAFORM[1];
  if (isNewEnough) return { status: "ok", subject, message: version };
  return {
    status: "problem",
    subject,
    message: version,
    remedy: `The provider needs ${OLDEST_TERRAFORM.join(".")} or newer. Upgrade.`,
  };
}

import { spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installProvider } from "../../src/installation/install-provider";
import { PROVIDER_ADDRESS } from "../../src/provider/address";
import { CleanEnvironment } from "../support/clean-environment";
import { terraform, TERRAFORM } from "../support/terraform";

const LAUNCHER = join(__dirname, "../../src/provider/launcher.sh");
const CHECK = join(__dirname, "../../src/provider/provider.cjs");
const NO_NODE =
  'The Terraform provider infisicalaccess needs Node.js 20 or newer, and there is no "node" on the PATH. Install it from https://nodejs.org.';

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), "infisical-access-launcher-"))));
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** A PATH that holds what the test gives it. */
function pathWith(...tools: readonly string[]): string {
  const bin = join(directory, "bin");
  mkdirSync(bin);
  for (const tool of tools) symlinkSync(toolPath(tool), join(bin, tool));
  return bin;
}

function toolPath(name: string): string {
  return spawnSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).stdout.trim();
}

function laidDown(code: string): string {
  const launcher = join(directory, "terraform-provider-infisicalaccess");
  copyFileSync(LAUNCHER, launcher);
  chmodSync(launcher, 0o755);
  writeFileSync(join(directory, "provider.cjs"), code);
  return launcher;
}

describe("the provider's launcher", () => {
  test("runs provider.cjs in its own process, with its arguments, whatever kind of package lies above", () => {
    writeFileSync(join(directory, "package.json"), '{"type": "module"}');
    const launcher = laidDown("console.log(process.pid, process.argv.slice(2).join());");
    const run = spawnSync(launcher, ["one", "two words"], { encoding: "utf8" });
    expect(run.stdout).toBe(`${run.pid} one,two words\n`);
  });

  test("needs no other program than node and the shell", () => {
    const run = spawnSync(laidDown("console.log('ran')"), {
      encoding: "utf8",
      env: { PATH: pathWith("sh", "node") },
    });
    expect(run.stdout).toBe("ran\n");
  });

  test("says in one line that Node.js is missing, and Terraform shows it", () => {
    const environment = new CleanEnvironment({ PATH: pathWith("sh", TERRAFORM ?? "terraform") });
    const run = spawnSync(laidDown(""), { encoding: "utf8", env: environment.variables });
    expect(run).toMatchObject({ status: 1, stdout: `${NO_NODE}\n`, stderr: "" });

    const stack = join(directory, "stack");
    mkdirSync(stack);
    installProvider(
      {
        address: PROVIDER_ADDRESS,
        version: "1.0.0",
        launcher: "terraform-provider-infisicalaccess",
        files: new Map([
          ["terraform-provider-infisicalaccess", readFileSync(LAUNCHER)],
          ["provider.cjs", Buffer.from("")],
        ]),
      },
      stack,
    );
    writeFileSync(
      join(stack, "main.tf.json"),
      JSON.stringify({
        terraform: { required_providers: { infisicalaccess: { source: PROVIDER_ADDRESS } } },
        provider: { infisicalaccess: {} },
      }),
    );
    expect(terraform(stack, ["init"], environment).status).toBe(0);
    const plan = terraform(stack, ["plan", "-no-color"], environment);
    environment.remove();
    expect(plan.status).toBe(1);
    expect(plan.output.replace(/[\s│]+/g, " ")).toContain(NO_NODE);
  });
});

describe("the check of Node.js", () => {
  /** Runs provider.cjs in a Node.js that says that it is of another version. */
  function runIn(version: string) {
    copyFileSync(CHECK, join(directory, "provider.cjs"));
    writeFileSync(join(directory, "handshake.cjs"), 'console.log("shook hands");');
    const disguise = join(directory, "disguise.cjs");
    writeFileSync(
      disguise,
      `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${version}" } });`,
    );
    return spawnSync(process.execPath, ["--require", disguise, join(directory, "provider.cjs")], {
      encoding: "utf8",
    });
  }

  test.each([["20.0.0"], ["22.11.0"], ["100.1.0"]])("accepts %s", (version) => {
    expect(runIn(version)).toMatchObject({ status: 0, stdout: "shook hands\n" });
  });

  test.each([["19.9.0"], ["18.20.4"], ["8.17.0"], ["0.12.18"]])("refuses %s in one line", (version) => {
    expect(runIn(version)).toMatchObject({
      status: 1,
      stderr: "",
      stdout: `The Terraform provider infisicalaccess needs Node.js 20 or newer, and "node" on the PATH is v${version}. Install a newer one from https://nodejs.org.\n`,
    });
  });
});

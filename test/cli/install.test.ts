import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { builtProviderVersion } from "../../src/installation/provider-package";
import { PROVIDER_ADDRESS } from "../../src/provider/address";
import { CleanEnvironment } from "../support/clean-environment";
import { terraform } from "../support/terraform";
import { infisicalAccess } from "./command";

let environment: CleanEnvironment;
let directory: string;

beforeEach(() => {
  environment = new CleanEnvironment();
  directory = mkdtempSync(join(tmpdir(), "infisical-access-root-"));
});
afterEach(() => {
  environment.remove();
  rmSync(directory, { recursive: true, force: true });
});

/** Takes what the command printed as the configuration, and runs terraform init. */
function initWith(printed: string) {
  writeFileSync(join(directory, "versions.tf"), printed);
  return terraform(directory, ["init", "-no-color", "-input=false"], environment);
}

const configuration = () => environment.variables.TF_CLI_CONFIG_FILE ?? "";

test("install puts the provider and its lock entry into the current directory, and prints the block that asks for it", async () => {
  const { exitCode, stdout, stderr } = await infisicalAccess(["install"], environment.variables, directory);
  expect(exitCode).toBe(0);
  expect(stderr).toContain(`lies in ${join(directory, "terraform.d/plugins")}, for Linux and macOS`);
  const lockFile = readFileSync(join(directory, ".terraform.lock.hcl"), "utf8");

  expect(initWith(stdout).output).toContain(`Installed ${PROVIDER_ADDRESS} v${builtProviderVersion()}`);
  expect(readFileSync(join(directory, ".terraform.lock.hcl"), "utf8")).toBe(lockFile);
  expect(terraform(directory, ["validate", "-no-color"], environment).output).toContain("Success!");
});

test("install --dir installs into another root module", async () => {
  await infisicalAccess(["install", "--dir", directory], environment.variables);
  for (const platform of ["linux_amd64", "linux_arm64", "darwin_amd64", "darwin_arm64"]) {
    const place = join(directory, "terraform.d/plugins", PROVIDER_ADDRESS, builtProviderVersion(), platform);
    expect(existsSync(join(place, "terraform-provider-infisicalaccess"))).toBe(true);
  }
});

test("install --user installs for every configuration of the user", async () => {
  const { stdout, stderr } = await infisicalAccess(["install", "--user"], environment.variables, directory);
  expect(stderr).toContain(join(environment.home, ".terraform.d/plugins"));
  expect(existsSync(join(directory, "terraform.d"))).toBe(false);
  expect(initWith(stdout).output).toContain(`Installed ${PROVIDER_ADDRESS}`);
});

test("install says what to add to a provider_installation block, which makes terraform init succeed", async () => {
  writeFileSync(
    configuration(),
    `provider_installation {\n  network_mirror { url = "https://127.0.0.1:1/" }\n}\n`,
  );
  const { stdout, stderr } = await infisicalAccess(["install", "--user"], environment.variables, directory);
  expect(stderr).toContain(
    `The provider_installation block in ${configuration()} keeps Terraform from looking there.`,
  );
  expect(initWith(stdout).status).toBe(1);

  writeFileSync(configuration(), stderr.slice(stderr.indexOf("provider_installation {")));
  expect(initWith(stdout).output).toContain(`Installed ${PROVIDER_ADDRESS}`);
  const again = await infisicalAccess(["install", "--user"], environment.variables, directory);
  expect(again.stderr).not.toContain("provider_installation");
});

test("install says where it cannot write", async () => {
  const place = join(directory, "a-file");
  writeFileSync(place, "");
  const result = await infisicalAccess(["install", "--dir", place], environment.variables);
  expect(result).toMatchObject({ exitCode: 1, stdout: "" });
  expect(result.stderr).toMatch(
    /^The provider could not be put into .*a-file\/terraform\.d\/plugins: (ENOTDIR|EEXIST).*\n$/,
  );
});

test.each<[string, readonly string[], NodeJS.ProcessEnv]>([
  ["install --dir", ["install", "--dir", "/proc/no-such"], {}],
  ["install --user", ["install", "--user"], { HOME: "/proc/no-such" }],
])("%s ends with an error where a file system takes no folders", async (_, parameters, variables) => {
  const result = await infisicalAccess(parameters, { ...environment.variables, ...variables });
  expect(result).toMatchObject({ exitCode: 1, stdout: "" });
  expect(result.stderr).toMatch(
    /^The provider could not be put into \/proc\/no-such\/\.?terraform\.d\/plugins: ENOENT: .*mkdir '\/proc\/no-such'\.\n$/,
  );
});

test("install refuses --dir together with --user", async () => {
  const { exitCode, stderr } = await infisicalAccess(
    ["install", "--user", "--dir", "."],
    environment.variables,
  );
  expect(exitCode).toBe(1);
  expect(stderr).toContain("--dir and --user exclude each other");
});

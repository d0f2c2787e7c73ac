import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { builtProviderVersion, readProviderPackage } from "../../src/installation/provider-package";
import { installProvider } from "../../src/installation/install-provider";
import { startSimulator, type Simulator } from "../../src/simulator/start-simulator";
import { CleanEnvironment } from "../support/clean-environment";
import { infisicalAccess } from "./command";

let environment: CleanEnvironment;
let directory: string;
let simulator: Simulator;

beforeAll(async () => (simulator = await startSimulator({ rateLimit: false })));
afterAll(() => simulator.close());

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "infisical-access-root-"));
  environment = new CleanEnvironment({
    INFISICAL_HOST: simulator.url,
    INFISICAL_UNIVERSAL_AUTH_CLIENT_ID: simulator.world.operator.clientId,
    INFISICAL_UNIVERSAL_AUTH_CLIENT_SECRET: simulator.world.operator.clientSecret,
  });
});
afterEach(() => {
  environment.remove();
  rmSync(directory, { recursive: true, force: true });
});

const doctor = (variables: object = {}, ...parameters: string[]) =>
  infisicalAccess(["doctor", "--dir", directory, ...parameters], { ...environment.variables, ...variables });

const lockFile = () => join(directory, ".terraform.lock.hcl");

test("everything is well after an installation, with credentials and a project", async () => {
  installProvider(readProviderPackage(), directory);
  const { exitCode, stdout } = await doctor({}, "--project", "payments", "storefront");
  expect(stdout.match(/^. [^:]+/gm)).toEqual([
    "✓ Node.js",
    "✓ Terraform",
    "✓ CLI configuration",
    "✓ Provider",
    "✓ Lock file",
    "✓ Server",
    "✓ Project payments",
    "✓ Project storefront",
  ]);
  expect(stdout).toContain(`✓ Server: ${simulator.url}, as identity ${simulator.world.operator.identityId}.`);
  expect(exitCode).toBe(0);
});

test.each<[string, object, () => void, RegExp, number]>([
  [
    "no Terraform",
    { TERRAFORM_BINARY_NAME: "no-such-terraform" },
    () => undefined,
    /✗ Terraform: none of no-such-terraform is on the PATH\.\n {4}Install Terraform/,
    1,
  ],
  [
    "a provider that is not installed",
    {},
    () => undefined,
    /! Provider: version \S+ is not installed for .*\n {4}In HCL run "npx infisical-access install"/,
    0,
  ],
  [
    "another version in the lock file",
    {},
    () =>
      writeFileSync(lockFile(), readFileSync(lockFile(), "utf8").replaceAll(builtProviderVersion(), "0.0.9")),
    /✗ Lock file: .* locks 0\.0\.9, and this package brings/,
    1,
  ],
  [
    "another hash in the lock file",
    {},
    () => writeFileSync(lockFile(), readFileSync(lockFile(), "utf8").replace(/h1:[^"]*/g, "h1:AAAA")),
    /✗ Lock file: .* holds another hash/,
    1,
  ],
  [
    "a provider_installation block",
    {},
    () =>
      appendFileSync(
        environment.variables.TF_CLI_CONFIG_FILE ?? "",
        "provider_installation {\n  direct {}\n}\n",
      ),
    /✗ CLI configuration: the provider_installation block in .*\n {4}Add this filesystem_mirror[^]*include = \["npm\.invalid\/\*\/\*"\]/,
    1,
  ],
  [
    "no host",
    { INFISICAL_HOST: "" },
    () => undefined,
    /! Credentials: not complete in this environment \(Missing Infisical Host\)/,
    0,
  ],
  [
    "a wrong secret",
    { INFISICAL_UNIVERSAL_AUTH_CLIENT_SECRET: "not-the-secret" },
    () => undefined,
    /✗ Server: authentication failed\.\n {4}Logging in failed\./,
    1,
  ],
  [
    "a server that is not there",
    { INFISICAL_HOST: "http://127.0.0.1:1" },
    () => undefined,
    /✗ Server: server unreachable\./,
    1,
  ],
])("it finds %s and says what to do", async (name, variables, prepare, expected, status) => {
  if (name !== "a provider that is not installed") installProvider(readProviderPackage(), directory);
  prepare();
  const { exitCode, stdout, stderr } = await doctor(variables);
  expect(stdout).toMatch(expected);
  expect(exitCode).toBe(status);
  expect(stdout + stderr).not.toContain(simulator.world.operator.clientSecret);
  expect(stdout + stderr).not.toContain("not-the-secret");
});

test("it finds a project that the operator does not see", async () => {
  const { exitCode, stdout } = await doctor({}, "--project", "no-such-project");
  expect(stdout).toMatch(
    /✗ Project no-such-project: [^]*Listing privileges in project "no-such-project" failed\./,
  );
  expect(exitCode).toBe(1);
});

test("it sends nothing but a login and one LIST for each project", async () => {
  const { requests } = await simulator.requestsDuring(() => doctor({}, "--project", "payments"));
  expect(requests.map(({ route }) => route)).toEqual([
    "POST /api/v1/auth/universal-auth/login",
    "GET /api/v1/additional-privilege/identity",
  ]);
});

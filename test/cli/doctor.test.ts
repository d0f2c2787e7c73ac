import {
  appendFileSync,
  chmodSync,
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
import { builtProviderVersion, readProviderPackage } from "../../src/installation/provider-package";
import { builtInWorld } from "../../src/simulator/built-in-world";
import type { ReleaseName } from "../../src/simulator/release/release";
import { startSimulator, type Simulator } from "../../src/simulator/start-simulator";
import { type Answer, startScriptedServer } from "../infisical/scripted-server";
import { CleanEnvironment } from "../support/clean-environment";
import { terraformBinary } from "../support/terraform";
import { infisicalAccess } from "./command";

let environment: CleanEnvironment;
let directory: string;
let simulator: Simulator;

beforeAll(async () => (simulator = await startSimulator({ rateLimit: false })));
afterAll(() => simulator.close());

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "infisical-access-root-"));
  environment = new CleanEnvironment(credentialsFor(simulator));
  installProvider(readProviderPackage(), directory);
});
afterEach(() => {
  environment.remove();
  rmSync(directory, { recursive: true, force: true });
});

function credentialsFor({ url, world }: Simulator) {
  return {
    INFISICAL_HOST: url,
    INFISICAL_UNIVERSAL_AUTH_CLIENT_ID: world.operator.clientId,
    INFISICAL_UNIVERSAL_AUTH_CLIENT_SECRET: world.operator.clientSecret,
  };
}

/** Instead of client id and secret. */
const withToken = (token: string) => ({
  INFISICAL_UNIVERSAL_AUTH_CLIENT_ID: "",
  INFISICAL_UNIVERSAL_AUTH_CLIENT_SECRET: "",
  INFISICAL_TOKEN: token,
});

const doctor = (variables: object = {}, ...parameters: string[]) =>
  infisicalAccess(["doctor", "--dir", directory, ...parameters], { ...environment.variables, ...variables });

const lockFile = () => join(directory, ".terraform.lock.hcl");
const configuration = () => environment.variables.TF_CLI_CONFIG_FILE ?? "";

/** A PATH on which there are only programs that print these texts, by name. */
function pathWith(outputs: Readonly<Record<string, string>>): string {
  const bin = join(directory, "bin");
  mkdirSync(bin);
  symlinkSync("/bin/sh", join(bin, "sh"));
  for (const [name, output] of Object.entries(outputs)) {
    writeFileSync(join(bin, name), `#!/bin/sh\necho '${output}'\n`);
    chmodSync(join(bin, name), 0o755);
  }
  return bin;
}

test("everything is well after an installation, with credentials and a project", async () => {
  const { exitCode, stdout } = await doctor({}, "--project", "payments", "storefront");
  expect(stdout.match(/^. [^:]+/gm)).toEqual([
    "✓ Node.js",
    "✓ Terraform",
    "✓ CLI configuration",
    "✓ Provider",
    "✓ Lock file",
    "✓ Server",
    "✓ Organization",
    "✓ Project payments",
    "✓ Project storefront",
  ]);
  expect(stdout).toContain(`✓ Server: ${simulator.url}, as identity ${simulator.world.operator.identityId}.`);
  expect(exitCode).toBe(0);
});

interface Case {
  /** Breaks something. */
  readonly arrange?: () => void;
  /** Of the environment. */
  readonly variables?: () => NodeJS.ProcessEnv;
  /** What it says: the finding, and behind it what to do. */
  readonly says: RegExp;
  readonly exitCode: 0 | 1;
}

const onMachine: Readonly<Record<string, Case>> = {
  "no Node.js": {
    variables: () => ({ PATH: pathWith({ terraform: '{"terraform_version": "1.11.4"}' }) }),
    says: /✗ Node\.js: there is no working "node" on the PATH\.\n {4}.* needs version 20 or newer\. Install it/,
    exitCode: 1,
  },
  "an old Node.js": {
    variables: () => ({ PATH: pathWith({ node: "v18.20.8" }), TERRAFORM_BINARY_NAME: terraformBinary() }),
    says: /✗ Node\.js: v18\.20\.8\.\n {4}.* needs version 20 or newer\. Install it/,
    exitCode: 1,
  },
  "no Terraform": {
    variables: () => ({ TERRAFORM_BINARY_NAME: "no-such-terraform" }),
    says: /✗ Terraform: none of no-such-terraform is on the PATH\.\n {4}Install Terraform/,
    exitCode: 1,
  },
  "an old Terraform": {
    variables: () => ({ PATH: pathWith({ node: "v22.1.0", terraform: '{"terraform_version": "1.4.7"}' }) }),
    says: /✗ Terraform: 1\.4\.7\.\n {4}The provider needs 1\.5 or newer\. Upgrade\./,
    exitCode: 1,
  },
  "a Terraform that does not run": {
    variables: () => ({ PATH: pathWith({ node: "v22.1.0", terraform: "Illegal instruction" }) }),
    says: /✗ Terraform: "terraform version -json" does not tell a version\.\n {4}Run "terraform version" to see why\./,
    exitCode: 1,
  },
  "a CLI configuration that is not there": {
    variables: () => ({ TF_CLI_CONFIG_FILE: join(directory, "no-such.rc") }),
    says: /! CLI configuration: .*no-such\.rc can't be read, .*\n {4}Correct its permissions, or TF_CLI_CONFIG_FILE/,
    exitCode: 0,
  },
  "a provider_installation block without the provider": {
    arrange: () => appendFileSync(configuration(), "provider_installation {\n  direct {}\n}\n"),
    says: /✗ CLI configuration: the provider_installation block in .*\n {4}Add this filesystem_mirror[^]*include = \["npm\.invalid\/\*\/\*"\]/,
    exitCode: 1,
  },
  "a provider_installation block that only excludes the provider": {
    arrange: () =>
      appendFileSync(
        configuration(),
        'provider_installation {\n  direct {\n    exclude = ["npm.invalid/*/*"]\n  }\n}\n',
      ),
    says: /✗ CLI configuration: the provider_installation block in /,
    exitCode: 1,
  },
  "a mirror that holds the provider": {
    arrange: () =>
      appendFileSync(
        configuration(),
        `provider_installation {\n  filesystem_mirror {\n    path = "${directory}/terraform.d/plugins"\n  }\n}\n`,
      ),
    says: /✓ CLI configuration: /,
    exitCode: 0,
  },
  "a development build in the CLI configuration": {
    arrange: () =>
      appendFileSync(
        configuration(),
        'provider_installation {\n  dev_overrides {\n    "npm.invalid/cdktf-infisical-access/infisicalaccess" = "/builds"\n  }\n  direct {}\n}\n',
      ),
    says: /! CLI configuration: .* replaces the provider by a development build.*\n {4}Remove the dev_overrides entry/,
    exitCode: 0,
  },
  "a provider that is not installed": {
    arrange: () => rmSync(join(directory, "terraform.d"), { recursive: true }),
    says: /! Provider: version \S+ is not installed for .*\n {4}In HCL run "npx infisical-access install"/,
    exitCode: 0,
  },
  "a folder that is not there": {
    arrange: () => rmSync(directory, { recursive: true }),
    says: /✗ Folder: \S+ is not there\.\n {4}Name the folder of a root module or of a synthesised stack with --dir\.\n(?![^]*(Provider|Lock file):)/,
    exitCode: 1,
  },
  "a file instead of a folder": {
    arrange: () => {
      rmSync(directory, { recursive: true });
      writeFileSync(directory, "");
    },
    says: /✗ Folder: \S+ is not a folder\.\n {4}Name the folder/,
    exitCode: 1,
  },
  "no lock entry": {
    arrange: () => rmSync(lockFile()),
    says: /! Lock file: .* does not name the provider yet\.\n {4}Run "terraform init"\./,
    exitCode: 0,
  },
  "another version in the lock file": {
    arrange: () => {
      const text = readFileSync(lockFile(), "utf8");
      writeFileSync(lockFile(), text.replaceAll(builtProviderVersion(), "0.0.9"));
    },
    says: /✗ Lock file: .* locks 0\.0\.9, and this package brings .*\n {4}Run "npx infisical-access install"/,
    exitCode: 1,
  },
  "another hash in the lock file": {
    arrange: () =>
      writeFileSync(lockFile(), readFileSync(lockFile(), "utf8").replace(/h1:[^"]*/g, "h1:AAAA")),
    says: /✗ Lock file: .* holds another hash of .*\n {4}Find out who changed the lock file or the package/,
    exitCode: 1,
  },
};

const inEnvironment: Readonly<Record<string, Case>> = {
  "no host": {
    variables: () => ({ INFISICAL_HOST: "" }),
    says: /! Credentials: missing Infisical host\.\n {4}.*INFISICAL_HOST/,
    exitCode: 0,
  },
  "a host that is no URL": {
    variables: () => ({ INFISICAL_HOST: "eu.infisical.com" }),
    says: /✗ Credentials: invalid Infisical host\.\n {4}.* Write it like "https:\/\/app\.infisical\.com"/,
    exitCode: 1,
  },
  "no credentials": {
    variables: () => withToken(""),
    says: /! Credentials: missing Infisical credentials\.\n {4}.*INFISICAL_UNIVERSAL_AUTH_CLIENT_ID/,
    exitCode: 0,
  },
  "two ways to log in": {
    variables: () => ({ INFISICAL_TOKEN: "a.given.token" }),
    says: /✗ Credentials: two ways to authenticate\.\n {4}\S/,
    exitCode: 1,
  },
  "a wrong secret": {
    variables: () => ({ INFISICAL_UNIVERSAL_AUTH_CLIENT_SECRET: "not-the-secret" }),
    says: /✗ Server: authentication failed\.\n {4}Logging in failed\.[^]*The client id or client secret is wrong/,
    exitCode: 1,
  },
  "a token of another server": {
    variables: () => withToken("a.given.token"),
    says: /✗ Server: authentication failed\.\n {4}Using the access token failed\./,
    exitCode: 1,
  },
  "a server that is not there": {
    variables: () => ({ INFISICAL_HOST: "http://127.0.0.1:1" }),
    says: /✗ Server: server unreachable\.\n[^]*Check that http:\/\/127\.0\.0\.1:1 is right and can be reached/,
    exitCode: 1,
  },
};

describe.each([
  ["on the machine", onMachine],
  ["in the environment", inEnvironment],
])("%s", (_, cases) => {
  test.each(Object.entries(cases))(
    "it finds %s and says what to do",
    async (_, { arrange, variables, says, exitCode }) => {
      arrange?.();
      const result = await doctor(variables?.());
      expect(result).toMatchObject({ exitCode, stdout: expect.stringMatching(says) as string, stderr: "" });
      expect(result.stdout).not.toContain(simulator.world.operator.clientSecret);
      expect(result.stdout).not.toMatch(/not-the-secret|a\.given\.token/);
    },
  );
});

test.each<[string, Answer, RegExp]>([
  [
    "a page for signing in",
    { text: "<title>Sign in</title>", headers: { "content-type": "text/html" } },
    /✗ Server: unexpected answer\.\n.*a web page \("Sign in"\)[^]*Something else than Infisical may answer there/,
  ],
  [
    "another place",
    { status: 302, headers: { location: "https://sso.example.com/" }, text: "" },
    /✗ Server: unexpected answer\.\n.*redirect \(302\) to https:\/\/sso\.example\.com\//,
  ],
  ["trouble of its own", { status: 503, text: "" }, /✗ Server: server error\.\n[^]*Try again\./],
  [
    "nothing",
    (response) => response.destroy(),
    /✗ Server: no answer\.\n {4}Logging in failed\. .* gave no answer/,
  ],
])("it finds a server that answers with %s", async (_, answer, says) => {
  const server = await startScriptedServer(() => answer);
  try {
    const { exitCode, stdout } = await doctor({ INFISICAL_HOST: server.url }, "--project", "payments");
    expect(stdout).toMatch(says);
    expect(stdout).not.toContain("Project payments");
    expect(exitCode).toBe(1);
  } finally {
    await server.close();
  }
});

test.each<ReleaseName>(["2024-07", "2026-08"])(
  "on a server of %s it finds what the operator may not do, and says which role it needs",
  async (release) => {
    const operator = {
      ...builtInWorld.operator,
      projectRole: "viewer",
      organizationRole: "no-access",
    } as const;
    const server = await startSimulator({ rateLimit: false, release, world: { ...builtInWorld, operator } });
    try {
      const { exitCode, stdout } = await doctor(
        credentialsFor(server),
        "--project",
        "payments",
        "no-such-project",
      );
      expect(stdout).toMatch(
        /! Organization: the operator may not manage universal auth\.\n {4}Privileges need no such permission\.[^]*Give it a role in the organisation that may edit identities/,
      );
      expect(stdout).toMatch(
        /✗ Project payments: permission denied\.[^]*Give it a role in project 'payments' that may edit identities/,
      );
      expect(stdout).toMatch(
        /✗ Project no-such-project: project not visible\.[^]*Project 'no-such-project' is not visible to identity/,
      );
      expect(exitCode).toBe(1);
    } finally {
      await server.close();
    }
  },
);

test("it finds an expired token, and a clock that differs from the server's", async () => {
  const server = await startSimulator({ rateLimit: false });
  try {
    const token = withToken(server.issueToken());
    server.clock.advance(-600_000);
    const skewed = await doctor({ ...credentialsFor(server), ...token });
    expect(skewed.stdout).toMatch(
      /! Clock: this machine is 10 min ahead of the server\.\n {4}[^]*Synchronise the clock\./,
    );
    expect(skewed.exitCode).toBe(0);

    server.clock.advance(40 * 86_400_000);
    const expired = await doctor({ ...credentialsFor(server), ...token }, "--project", "payments");
    expect(expired.stdout).toMatch(
      /✗ Server: authentication failed\.[^]*jwt expired[^]*The access token is expired, revoked, used up or not of this server\./,
    );
    expect(expired.exitCode).toBe(1);
  } finally {
    await server.close();
  }
});

test("it sends nothing but a login, one question about the operator and one LIST for each project", async () => {
  const { requests } = await simulator.requestsDuring(() => doctor({}, "--project", "payments"));
  expect(requests.map(({ route }) => route)).toEqual([
    "POST /api/v1/auth/universal-auth/login",
    "GET /api/v1/auth/universal-auth/identities/:identityId",
    "GET /api/v1/additional-privilege/identity",
  ]);
});

import { createServer } from "node:net";
import { PROVIDER_ADDRESS } from "../../src/provider/address";
import { planDiagnostics } from "../support/plan-diagnostics";
import { ProviderUnderTest } from "./provider-under-test";

interface BadSettings {
  readonly input: string;
  /** The provider block; `{simulator}` stands for its URL, `{closed}` for one where nothing listens. */
  readonly block: Readonly<Record<string, string | number>>;
  /** What the environment of the plan holds. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly line: string;
  readonly words: readonly string[];
  /** What reaches the simulator; nothing when absent. */
  readonly requests?: readonly string[];
}

const END_OF_BLOCK = "}";

const missing: readonly BadSettings[] = [
  {
    input: "no host",
    block: { token: "some-token" },
    summary: "Missing Infisical Host",
    line: END_OF_BLOCK,
    words: ['"host"', "INFISICAL_HOST", "https://app.infisical.com", "your own server"],
  },
  {
    input: "no credentials",
    block: { host: "{simulator}" },
    summary: "Missing Infisical Credentials",
    line: END_OF_BLOCK,
    words: [
      "INFISICAL_UNIVERSAL_AUTH_CLIENT_ID",
      "INFISICAL_UNIVERSAL_AUTH_CLIENT_SECRET",
      "INFISICAL_TOKEN",
      '"token"',
    ],
  },
  {
    input: "a client id without its secret",
    block: { host: "{simulator}", client_id: "some-client" },
    summary: "Missing Infisical Credentials",
    line: END_OF_BLOCK,
    words: ["The client secret is missing", "INFISICAL_UNIVERSAL_AUTH_CLIENT_SECRET"],
  },
];

const contradictory: readonly BadSettings[] = [
  {
    input: "a token and a client id in the block",
    block: { host: "{simulator}", token: "some-token", client_id: "some-client" },
    summary: "Two Ways To Authenticate",
    line: '"client_id"',
    words: ["The provider block", "Keep the token, or the pair"],
  },
  {
    input: "a token and a client id in the environment",
    block: { host: "{simulator}" },
    environment: { INFISICAL_TOKEN: "some-token", INFISICAL_UNIVERSAL_AUTH_CLIENT_ID: "some-client" },
    summary: "Two Ways To Authenticate",
    line: END_OF_BLOCK,
    words: ["The environment", "INFISICAL_TOKEN", "Unset the token, or the pair"],
  },
];

const malformed: readonly BadSettings[] = [
  {
    input: "http to another machine",
    block: { host: "http://infisical.example.com", token: "some-token" },
    summary: "Invalid Infisical Host",
    line: '"host": "http://infisical.example.com"',
    words: ['"http://infisical.example.com"', "unencrypted", "Use https://"],
  },
  {
    input: "a host without https://",
    block: { host: "infisical.example.com", token: "some-token" },
    summary: "Invalid Infisical Host",
    line: '"host": "infisical.example.com"',
    words: ['"infisical.example.com" is not the URL of a server', '"https://app.infisical.com"'],
  },
  {
    input: "an empty token",
    block: { host: "{simulator}", token: "" },
    summary: "Empty Provider Setting",
    line: '"token": ""',
    words: ['"token" is an empty string', "leave it out"],
  },
  {
    input: "the path of a certificate in place of its text",
    block: { host: "{simulator}", token: "some-token", ca_certificate: "/etc/ca.pem" },
    summary: "Invalid CA Certificate",
    line: '"ca_certificate": "/etc/ca.pem"',
    words: ["PEM", 'file("ca.pem")'],
  },
  {
    input: "a time limit of nothing",
    block: { host: "{simulator}", token: "some-token", request_timeout: 0 },
    summary: "Invalid Provider Setting",
    line: '"request_timeout": 0',
    words: ['"request_timeout" must be a whole number from 1 to 600, not 0'],
  },
];

const refused: readonly BadSettings[] = [
  {
    input: "a host where nothing listens",
    block: { host: "{closed}", client_id: "some-client", client_secret: "some-secret", max_retries: 0 },
    summary: "Server Unreachable",
    line: '"host"',
    words: ["Logging in to {closed} failed", "nothing listens there", "Check that {closed} is right"],
  },
  {
    input: "a client secret that the server does not know",
    block: { host: "{simulator}", client_id: "some-client", client_secret: "some-secret" },
    summary: "Authentication Failed",
    line: '"client_id"',
    words: ["Logging in to {simulator} failed", "Invalid credentials", "wrong, expired or revoked"],
    requests: ["POST /api/v1/auth/universal-auth/login 403"],
  },
];

let test: ProviderUnderTest;
let urls: Readonly<Record<string, string>>;
beforeAll(async () => {
  test = await ProviderUnderTest.start();
  urls = { simulator: test.simulator.url, closed: `http://127.0.0.1:${await closedPort()}` };
});
afterAll(() => test.close());

afterEach(() => {
  for (const name of Object.keys(process.env).filter((name) => name.startsWith("INFISICAL_"))) {
    Reflect.deleteProperty(process.env, name);
  }
});

describe.each([
  { table: missing, kind: "missing" },
  { table: contradictory, kind: "contradictory" },
  { table: malformed, kind: "malformed" },
  { table: refused, kind: "refused" },
])("provider settings that are $kind", ({ table }) => {
  it.each(table)(
    "$input: the plan says what to set",
    async ({ block, environment, summary, line, words, requests }) => {
      // The provider runs in this process, so this is the environment that it reads.
      Object.assign(process.env, environment);
      await declare(block);
      const plan = await test.simulator.requestsDuring(() => planDiagnostics(test.workspace));

      const [diagnostic, ...others] = plan.result;
      expect({ ...diagnostic, others }).toMatchObject({ severity: "error", summary, others: [] });
      expect(diagnostic?.snippet?.code).toContain(line);
      for (const part of words) expect(diagnostic?.detail).toContain(withUrls(part));
      expect(JSON.stringify(plan.result)).not.toMatch(/some-(secret|token)/);
      expect(plan.requests.map(({ method, path, status }) => `${method} ${path} ${status}`)).toEqual(
        requests ?? [],
      );
    },
  );
});

it("credentials of the block come first: those of the environment are not even looked at", async () => {
  process.env.INFISICAL_TOKEN = "some-token";
  const { clientId, clientSecret } = test.simulator.world.operator;
  await declare({ host: "{simulator}", client_id: clientId, client_secret: clientSecret });
  expect(await planDiagnostics(test.workspace)).toEqual([]);
});

async function declare(block: BadSettings["block"]): Promise<void> {
  await test.workspace.write({
    terraform: { required_providers: { infisicalaccess: { source: PROVIDER_ADDRESS } } },
    provider: {
      infisicalaccess: Object.fromEntries(
        Object.entries(block).map(([name, value]) => [
          name,
          typeof value === "string" ? withUrls(value) : value,
        ]),
      ),
    },
    resource: {
      infisicalaccess_universal_auth_config: {
        it: { identity_id: test.simulator.world.targets[0]?.identityId },
      },
    },
  });
}

function withUrls(text: string): string {
  return text.replace(/\{(simulator|closed)\}/, (_, name: string) => urls[name] ?? "");
}

async function closedPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return address.port;
}

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { demoPlan } from "../readme/demo-plan";
import { readmeBlocks } from "../readme/readme-blocks";

const REPOSITORY = resolve(__dirname, "../..");

let stranger: Server;
let connections: number;
let demo: { status: number; output: string };

beforeAll(async () => {
  connections = 0;
  stranger = createServer((socket) => {
    connections += 1;
    socket.destroy();
  }).listen(0, "127.0.0.1");
  await once(stranger, "listening");
  demo = await runDemo(settingsThatLeadTo(stranger));
}, 240_000);

afterAll(() => stranger.close());

/** Everything by which a user's shell can lead Terraform and the provider to a server. */
function settingsThatLeadTo(server: Server): NodeJS.ProcessEnv {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  const url = `http://127.0.0.1:${address.port}`;
  return {
    INFISICAL_HOST: url,
    INFISICAL_TOKEN: "token-of-a-real-server",
    INFISICAL_UNIVERSAL_AUTH_CLIENT_ID: "client-of-a-real-server",
    INFISICAL_UNIVERSAL_AUTH_CLIENT_SECRET: "secret-of-a-real-server",
    HTTP_PROXY: url,
    HTTPS_PROXY: url,
    ALL_PROXY: url,
    http_proxy: url,
    https_proxy: url,
    all_proxy: url,
    NODE_USE_ENV_PROXY: "1",
    TF_VAR_project_slug: "project-of-a-real-server",
    TF_CLI_ARGS_plan: "-var=project_slug=project-of-a-real-server",
    TF_WORKSPACE: "production",
    TF_DATA_DIR: join(REPOSITORY, "no-such-directory"),
    TF_REGISTRY_CLIENT_TIMEOUT: "1",
  };
}

async function runDemo(settings: NodeJS.ProcessEnv): Promise<typeof demo> {
  const child = spawn(
    process.execPath,
    [join(REPOSITORY, "node_modules/tsx/dist/cli.mjs"), "scripts/demo/main.ts"],
    { cwd: REPOSITORY, env: { ...process.env, ...settings, CI: "true" }, stdio: ["ignore", "pipe", "pipe"] },
  );
  const [[status], ...streams] = await Promise.all([
    once(child, "exit") as Promise<[number]>,
    text(child.stdout),
    text(child.stderr),
  ]);
  return { status, output: streams.join("") };
}

test("the demo passes every check in a shell that is set up for a real server", () => {
  expect(demo).toMatchObject({ status: 0, output: expect.not.stringContaining("✗") as string });
  expect(demo.output.match(/✓/g)).toHaveLength(23);
});

test("the demo connects to nothing but the simulator that it started", () => {
  expect(connections).toBe(0);
  expect(demo.output).not.toMatch(/of-a-real-server/);
});

test("output that is not for a terminal has no colours, in a pipeline either", () => {
  expect(demo.output).not.toContain("\u001b");
});

test("README shows the plan of the demo's third step as it is, but for ids", () => {
  const [plan] = readmeBlocks("text", "identity_privilege.ledger-rotate will be updated in-place");
  expect(plan).toBeDefined();
  expect(withoutIds(plan ?? "")).toBe(withoutIds(demoPlan(demo.output)));
});

function withoutIds(output: string): string {
  return output.replace(/"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"/g, '"…"');
}

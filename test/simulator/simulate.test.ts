import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const root = join(__dirname, "../..");
const world = join(__dirname, "../contract/world.json");
const directory = mkdtempSync(join(tmpdir(), "simulate-"));
const children: ChildProcess[] = [];

afterAll(() => {
  children.forEach((child) => child.kill("SIGKILL"));
  rmSync(directory, { recursive: true });
});

interface Served {
  child: ChildProcess;
  url: string;
  release: string;
}

/** Runs the command until its first line. */
async function simulate(...options: string[]): Promise<Served> {
  const child = run(...options);
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  return { child, ...(JSON.parse(line) as { url: string; release: string }) };
}

function run(...options: string[]): ReturnType<typeof spawnPiped> {
  const child = spawnPiped(options);
  children.push(child);
  return child;
}

function spawnPiped(options: string[]) {
  const program = join(__dirname, "simulate-program.ts");
  return spawn(process.execPath, ["--import", "tsx", program, "simulate", ...options], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
  });
}

async function login(
  url: string,
  clientId = "fd3ce97e-d138-49e4-835c-faab07e3172b",
  clientSecret = "operator-secret-of-the-recordings",
): Promise<{ status: number; token: string }> {
  const response = await fetch(`${url}/api/v1/auth/universal-auth/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ clientId, clientSecret }),
  });
  return { status: response.status, token: ((await response.json()) as { accessToken: string }).accessToken };
}

test("it serves a world until SIGTERM, and what it kept is there when it is started again", async () => {
  const state = join(directory, "state.json");
  const first = await simulate("--world", world, "--release", "2026-08", "--state", state);
  expect(first.release).toBe("2026-08");
  expect(first.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const { token } = await login(first.url);
  const identity = "78e59e24-a17b-4a93-8700-6f60a7f332fd";
  const url = `/api/v1/auth/universal-auth/identities/${identity}`;
  const attached = await fetch(first.url + url, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: "{}",
  });
  expect(attached.status).toBe(200);
  first.child.kill("SIGTERM");
  expect(await once(first.child, "exit")).toEqual([0, null]);
  expect(statSync(state).mode & 0o777).toBe(0o600);

  const second = await simulate("--state", state, "--release", "2026-08");
  const read = await fetch(second.url + url, { headers: { authorization: `Bearer ${token}` } });
  expect(await read.json()).toEqual(await attached.json());
  second.child.kill("SIGINT");
  expect(await once(second.child, "exit")).toEqual([0, null]);
});

test("without a world it says how to log in, and who is there", async () => {
  const { child, url } = await simulate();
  const [text] = (await once(child.stderr ?? child, "data")) as [Buffer];
  const said = (pattern: RegExp): string => pattern.exec(text.toString())?.[1] ?? "";
  expect(said(/export INFISICAL_HOST=(.*)/)).toBe(url);
  const token = await login(
    url,
    said(/export INFISICAL_UNIVERSAL_AUTH_CLIENT_ID=(.*)/),
    said(/export INFISICAL_UNIVERSAL_AUTH_CLIENT_SECRET=(.*)/),
  );
  const query = `identityId=${said(/ {2}(.*) {2}checkout-api/)}&projectSlug=${said(/Projects: (\w+)/)}`;
  const list = await fetch(`${url}/api/v1/additional-privilege/identity?${query}`, {
    headers: { authorization: `Bearer ${token.token}` },
  });
  expect(await list.json()).toEqual({ privileges: [] });
});

test("another process reads its log and steers its faults and its clock", async () => {
  const faults = join(directory, "faults.json");
  writeFileSync(faults, '[{"kind":"status","status":502,"nth":1}]');
  const { url } = await simulate("--world", world, "--faults", faults);
  expect((await fetch(`${url}/api/status`)).status).toBe(502);
  expect((await login(url)).status).toBe(200);
  const put = async (path: string, body: unknown): Promise<Response> =>
    fetch(`${url}/__simulator/${path}`, {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  expect((await put("faults", [{ kind: "status", status: 503 }])).status).toBe(200);
  expect((await fetch(`${url}/api/status`)).status).toBe(503);
  expect((await put("faults", [{ kind: "nonsense" }])).status).toBe(400);
  expect(await (await put("clock", { time: "2040-01-01T00:00:00Z", scale: 0 })).json()).toEqual({
    time: "2040-01-01T00:00:00.000Z",
    scale: 0,
  });
  const log = await fetch(`${url}/__simulator/requests?after=1`);
  expect(await log.json()).toEqual({
    last: 3,
    requests: [
      expect.objectContaining({
        sequence: 2,
        route: "POST /api/v1/auth/universal-auth/login",
        status: 200,
        body: { clientId: "fd3ce97e-d138-49e4-835c-faab07e3172b", clientSecret: "***" },
      }),
      expect.objectContaining({ sequence: 3, route: "GET /api/status", status: 503, fault: "status before" }),
    ],
  });
});

test.each([
  { options: ["--world", "/no/such/file"], message: /could not be started.*no such file/ },
  { options: ["--rate-limit", "sometimes"], message: /either on or off/ },
  { options: ["--release", "2025-01"], message: /2024-07, 2026-08/ },
  { options: ["--port", "x"], message: /whole number from 0 to 65535/ },
])("$options is an error that says what is wrong", async ({ options, message }) => {
  const child = run(...options);
  const chunks: Buffer[] = [];
  child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
  expect(await once(child, "close")).toEqual([1, null]);
  expect(Buffer.concat(chunks).toString()).toMatch(message);
});

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SimulatedRule } from "../../src/testing";
import { applyStack, planStack, SimulatedServer } from "../../src/testing";
import { CleanEnvironment } from "../support/clean-environment";
import { infisicalAccess } from "./command";

const REPOSITORY = join(__dirname, "../..");
const [first, second] = [
  "0d9f5a3e-6c1b-4f7a-8e52-3b9c7d1e4f60",
  "1e0a6b4f-7d2c-4a8b-9f63-4cad8e2f5071",
] as const;
const readProd: SimulatedRule = { action: "read", subject: "secrets", conditions: { environment: "prod" } };

let server: SimulatedServer;
let environment: CleanEnvironment;
let out: string;

beforeEach(() => start("2024-07"));
afterEach(end);

async function start(release: "2024-07" | "2026-08"): Promise<void> {
  server = await SimulatedServer.start({
    release,
    identities: [
      { identityId: first, name: "deploy" },
      { identityId: second, name: "batch" },
    ],
    projects: ["payments", "web-shop"],
  });
  environment = new CleanEnvironment(server.environment);
  // Inside the repository, where the package's name and cdktf are found.
  mkdirSync(join(REPOSITORY, "tmp"), { recursive: true });
  out = mkdtempSync(join(REPOSITORY, "tmp/adopted-"));
}

async function end(): Promise<void> {
  rmSync(out, { recursive: true, force: true });
  environment.remove();
  await server.close();
}

const adopt = () =>
  infisicalAccess(
    ["adopt", "--identity", first, second, "--project", "payments", "web-shop", "--out", out],
    environment.variables,
  );

test.each(["2024-07", "2026-08"] as const)(
  "on a server of %s what it writes takes over everything, also what API v1 can't write, with an empty plan after the import",
  async (release) => {
    await end();
    await start(release);
    server.addPrivilege(first, "payments", "deploy-read", [readProd]);
    server.addPrivilege(first, "web-shop", "odd", [
      { ...readProd, conditions: { environment: { $in: ["prod", "dev"] }, secretName: "${x}" } },
    ]);
    server.addPrivilege(second, "payments", "deploy-read", [
      readProd,
      { action: "edit", subject: "secrets" },
    ]);
    server.attachUniversalAuth(first);
    server.editUniversalAuth(first, { accessTokenTTL: 600 });
    const before = [
      server.privileges(first, "payments"),
      server.privileges(first, "web-shop"),
      server.universalAuth(first),
    ];

    const { exitCode, stdout, stderr } = await adopt();
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toContain("Written: 3 privileges and 1 universal auth, in");
    expect(stdout).toMatch(
      new RegExp(`API v1 can't write these privileges[^]*web-shop/${first}/odd: A rule`),
    );
    expect(readdirSync(out).sort()).toEqual(["main.ts", "payments.ts", "universal-auth.ts", "web-shop.ts"]);
    const prettier = join(REPOSITORY, "node_modules/.bin/prettier");
    execFileSync(prettier, ["--check", "--no-config", "--print-width=120", "--ignore-path=/dev/null", out]);

    execFileSync(process.execPath, ["--import", "tsx", join(out, "main.ts")], {
      cwd: out,
      env: { ...environment.variables, TSX_TSCONFIG_PATH: join(REPOSITORY, "tsconfig.json") },
    });
    for (const stack of ["payments", "universal-auth", "web-shop"]) {
      const directory = join(out, "cdktf.out/stacks", stack);
      await applyStack(directory, server);
      expect((await planStack(directory, server)).isEmpty).toBe(true);
    }
    expect([
      server.privileges(first, "payments"),
      server.privileges(first, "web-shop"),
      server.universalAuth(first),
    ]).toEqual(before);
  },
  120_000,
);

test("it overwrites nothing, and writes nothing beside what is there", async () => {
  server.addPrivilege(first, "payments", "deploy-read", [readProd]);
  writeFileSync(join(out, "main.ts"), "");
  const { exitCode, stderr } = await adopt();
  expect(exitCode).toBe(1);
  expect(stderr).toContain(`${join(out, "main.ts")} would be overwritten.`);
  expect(readdirSync(out)).toEqual(["main.ts"]);
});

test("it says when there is nothing to adopt", async () => {
  expect(await adopt()).toMatchObject({
    exitCode: 0,
    stderr: "",
    stdout: expect.stringContaining("nothing to adopt") as string,
  });
  expect(readdirSync(out)).toEqual([]);
});

test("it names the project that the operator does not see, and writes nothing", async () => {
  server.addPrivilege(first, "payments", "deploy-read", [readProd]);
  const { exitCode, stderr } = await infisicalAccess(
    ["adopt", "--identity", first, "--project", "payments", "no-such-project", "--out", out],
    environment.variables,
  );
  expect(exitCode).toBe(1);
  expect(stderr).toContain(`in project "no-such-project" failed.`);
  expect(readdirSync(out)).toEqual([]);
});

test("an identity or project that is named twice is adopted once", async () => {
  server.addPrivilege(first, "payments", "deploy-read", [readProd]);
  const { stdout } = await infisicalAccess(
    ["adopt", "--identity", first, first.toUpperCase(), "--project", "payments", "payments", "--out", out],
    environment.variables,
  );
  expect(stdout).toContain("Written: 1 privilege and 0 universal auths, in");
});

test("the commands that it prints work in a folder whose name needs quotes", async () => {
  server.addPrivilege(first, "payments", "deploy-read", [readProd]);
  const { stdout } = await infisicalAccess(
    ["adopt", "--identity", first, "--project", "payments", "--out", join(out, "the team's stacks")],
    environment.variables,
  );
  const printed = /cdktf diff STACK --app (.*)/.exec(stdout)?.[1] ?? "";
  const app = execFileSync("sh", ["-c", `printf %s ${printed}`]).toString();
  const words = execFileSync("sh", ["-c", `printf '%s\\n' ${app}`]).toString();
  expect(words).toBe(`npx\ntsx\n${join(out, "the team's stacks/main.ts")}\n`);
});

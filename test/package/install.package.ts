import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { applyStack, planStack, SimulatedServer } from "../../src/testing";
import { LocalRegistry } from "./local-registry";
import { packed, UserProject } from "./user-project";

const QUICK_START = readFileSync(join(__dirname, "../../examples/quick-start/main.ts"), "utf8");

let registry: LocalRegistry;
let directory: string;
let tarball: string;
let forCdktf: UserProject;
let forCdktn: UserProject;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "packed-"));
  registry = await LocalRegistry.start();
  tarball = await packed(directory);
  forCdktf = new UserProject();
  await forCdktf.install(registry, tarball, "cdktf", "constructs");
  forCdktn = new UserProject({ type: "module" });
  await forCdktn.install(registry, tarball, "cdktn", "constructs");
});
afterAll(async () => {
  forCdktf.remove();
  forCdktn.remove();
  await registry.close();
  rmSync(directory, { recursive: true, force: true });
});

/** The quick start as JavaScript, in one or the other module system. */
function quickStart(module: "commonjs" | "esm"): string {
  const text = QUICK_START.replace(/^import type .*$/gm, "")
    .replace(/scope: Construct, id: string/, "scope, id")
    .replace(/extends TerraformStack/, "extends TerraformStack");
  return module === "esm"
    ? text
    : text.replace(/^import (\{.*\}) from ("[^"]+");$/gm, "const $1 = require($2);");
}

function forTerrain(text: string): string {
  return text
    .replace('"cdktf"', '"cdktn"')
    .replace('"cdktf-infisical-access"', '"cdktf-infisical-access/cdktn"');
}

/** What was synthesised, without the version of cdktf or cdktn and without the project's own folder. */
function stackOf(project: UserProject): object {
  const text = project.read("cdktf.out/stacks/quick-start/cdk.tf.json");
  return { ...(JSON.parse(text.replaceAll(project.directory, "")) as object), "//": null };
}

test("the stack of README synthesises, plans and applies in a CommonJS project, with nothing but the tarball and cdktf", async () => {
  forCdktf.write("main.js", quickStart("commonjs"));
  await forCdktf.node("main.js");
  const stack = join(forCdktf.directory, "cdktf.out/stacks/quick-start");

  const server = await SimulatedServer.start({ projects: ["payments"] });
  try {
    const identityId = server.identities[0]?.identityId ?? "";
    const variables = { TF_VAR_identity_id: identityId, TF_VAR_project_slug: "payments" };
    expect((await planStack(stack, server, variables)).text).toContain("Plan: 3 to add");
    await applyStack(stack, server, variables);
    expect(server.privileges(identityId, "payments").map(({ slug }) => slug)).toEqual(
      expect.arrayContaining(["read-app-secrets", "rotate-app-secrets"]),
    );
    expect((await planStack(stack, server, variables)).isEmpty).toBe(true);
  } finally {
    await server.close();
  }
});

test("the same stack in an ES module with CDK Terrain synthesises to the same JSON", async () => {
  forCdktf.write("main.mjs", quickStart("esm"));
  await forCdktf.node("main.mjs");
  forCdktn.write("main.js", forTerrain(quickStart("esm")));
  await forCdktn.node("main.js");
  expect(stackOf(forCdktn)).toEqual(stackOf(forCdktf));
});

test("the edition for CDK Terrain loads nothing of cdktf", async () => {
  const script = `
    import { createRequire } from "node:module";
    const require = createRequire(import.meta.url);
    require("cdktf-infisical-access/cdktn");
    console.log(Object.keys(require.cache).filter((path) => /node_modules.@?cdktf[^-]/.test(path)).length);`;
  forCdktn.write("loaded.mjs", script);
  expect(await forCdktn.node("loaded.mjs")).toBe("0\n");
});

test("an AccessGate is the same in both", async () => {
  const gate = QUICK_START.replace(
    "InfisicalAccessProvider,",
    "InfisicalAccessProvider, AccessGate, NullProvider,",
  ).replace(
    "new TerraformOutput",
    'new NullProvider(this, "null");\n    new AccessGate(this, "gate", { watch: [auth, rotation] });\n    new TerraformOutput',
  );
  forCdktf.write("gate.ts", gate);
  forCdktn.write("gate.ts", forTerrain(gate));
  const esbuild = join(__dirname, "../../node_modules/.bin/esbuild");
  for (const project of [forCdktf, forCdktn]) {
    await project.run(esbuild, "gate.ts", "--format=cjs", "--outfile=gate.cjs");
    await project.node("gate.cjs");
  }
  expect(JSON.stringify(stackOf(forCdktf))).toContain("null_resource");
  expect(stackOf(forCdktn)).toEqual(stackOf(forCdktf));
});

test.each([
  ["node16", { module: "node16", moduleResolution: "node16", skipLibCheck: "false" }],
  ["bundler", { module: "esnext", moduleResolution: "bundler", skipLibCheck: "true" }],
  ["node10", { module: "commonjs", moduleResolution: "node10", skipLibCheck: "true" }],
])("with moduleResolution %s the stack of README and the testing helpers type-check", async (_, options) => {
  forCdktf.write("main.ts", QUICK_START);
  forCdktf.write("helpers.ts", HELPERS);
  forCdktn.write("main.ts", forTerrain(QUICK_START));
  await forCdktf.typeCheck(["main.ts", "helpers.ts"], options);
  await forCdktn.typeCheck(["main.ts"], options);
});

const HELPERS = `
import { applyStack, planStack, SimulatedServer } from "cdktf-infisical-access/testing";

export async function plan(directory: string): Promise<string> {
  const server = await SimulatedServer.start({ release: "2026-08" });
  await applyStack(directory, server);
  const { isEmpty, text } = await planStack(directory, server);
  await server.close();
  return isEmpty ? "" : text;
}
`;

test("the testing helpers start a server without another dependency", async () => {
  forCdktf.write(
    "server.mjs",
    `import { SimulatedServer } from "cdktf-infisical-access/testing";
const server = await SimulatedServer.start();
console.log((await fetch(server.url + "/api/status")).status, server.environment.INFISICAL_HOST === server.url);
await server.close();`,
  );
  expect(await forCdktf.node("server.mjs")).toBe("200 true\n");
});

test("the command runs from node_modules/.bin", async () => {
  const version = (
    JSON.parse(readFileSync(join(__dirname, "../../dist/provider/manifest.json"), "utf8")) as {
      version: string;
    }
  ).version;
  expect(await forCdktf.run("npx", "--no-install", "infisical-access", "--version")).toBe(`${version}\n`);
  await forCdktf.run("npx", "--no-install", "infisical-access", "install");
  expect(forCdktf.read(".terraform.lock.hcl")).toContain(version);
});

import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import ts from "typescript";
import { PROVIDER_ADDRESS } from "../../src/provider/address";
import { infisicalAccessProvider } from "../../src/provider/infisical-access-provider";
import { startSimulator } from "../../src/simulator/start-simulator";
import { serveReattach } from "../../src/terraform-plugin";
import { officialProvider } from "../support/official-provider";
import { TerraformWorkspace } from "../support/terraform-workspace";
import { documentationPages, markdownBlocks } from "./markdown-blocks";

const REPOSITORY = join(__dirname, "../..");
const pages = documentationPages();
const blocks = pages.flatMap(markdownBlocks);
const inLanguage = (language: string) => blocks.filter((block) => block.language === language);

test("every block of code in docs/ is in a language that is checked here, or a shell command or output", () => {
  const known = ["hcl", "json", "sh", "text", "ts"];
  expect(blocks.filter(({ language }) => !known.includes(language)).map(({ place }) => place)).toEqual([]);
});

test("every TypeScript block in docs/ compiles as it stands", () => {
  // Inside the repository, where node_modules and tsconfig.json are found.
  const directory = mkdtempSync(join(REPOSITORY, "test/docs/.compiled-"));
  try {
    const names = inLanguage("ts").map(({ place, code }) => {
      const file = join(directory, `${place.replace(/[/:]/g, "_")}.ts`);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, /^import /m.test(code) ? code : inStack(code));
      return file;
    });
    expect(names.length).toBeGreaterThan(0);
    const { config } = ts.readConfigFile(join(REPOSITORY, "tsconfig.json"), ts.sys.readFile);
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, REPOSITORY);
    const program = ts.createProgram(names, { ...options, noUnusedLocals: false });
    const problems = ts
      .getPreEmitDiagnostics(program)
      .map(
        ({ file, messageText }) =>
          `${file?.fileName ?? ""}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
      );
    expect(problems).toEqual([]);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}, 180_000);

/** An example of docs/constructs.md, which stands in the constructor of a stack, with what it takes for granted. */
function inStack(code: string): string {
  return `
import { DataResource, dependable, TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import {
  AccessGate, DataIdentityPrivileges, DataUniversalAuthConfig, ExclusiveIdentityPrivileges, IdentityPrivilege,
  InfisicalAccessProvider, MachineIdentityAccess, UniversalAuthConfig,
} from "cdktf-infisical-access";
declare const identityId: string;
declare const auth: UniversalAuthConfig;
declare const readPayments: IdentityPrivilege, rotatePayments: IdentityPrivilege;
export class Example extends TerraformStack {
  constructor(scope: Construct) {
    super(scope, "example");
    ${code}
  }
}`;
}

test("every HCL block in docs/ is valid for the providers", async () => {
  const simulator = await startSimulator();
  const host = "registry.terraform.io";
  const servers = [
    await serveReattach(infisicalAccessProvider("0.0.0-test")),
    await serveReattach(officialProvider(host, simulator.store)),
  ];
  const attached = servers.map(({ reattachProviders }) => JSON.parse(reattachProviders) as object);
  const variables = { TF_REATTACH_PROVIDERS: JSON.stringify(Object.assign({}, ...attached)) };
  const invalid: string[] = [];
  try {
    for (const { place, code } of inLanguage("hcl")) {
      const workspace = await TerraformWorkspace.create(variables);
      const required = {
        infisicalaccess: { source: PROVIDER_ADDRESS },
        infisical: { source: "infisical/infisical" },
      };
      if (!code.includes("required_providers")) {
        await workspace.write({ terraform: { required_providers: required } });
      }
      await writeFile(join(workspace.directory, "main.tf"), code);
      const { exitCode, stdout, stderr } = await workspace.run("validate", "-no-color");
      if (exitCode !== 0) invalid.push(`${place}\n${stdout}${stderr}`);
      await workspace.remove();
    }
    expect(invalid).toEqual([]);
  } finally {
    for (const server of servers) await server.close();
    await simulator.close();
  }
});

test("every JSON block in docs/ is JSON", () => {
  for (const { code } of inLanguage("json")) expect(() => JSON.parse(code) as unknown).not.toThrow();
});

test("every file that docs/ links to exists", () => {
  const missing = pages.flatMap((page) => {
    const text = readFileSync(join(REPOSITORY, page), "utf8");
    return [...text.matchAll(/\]\((?!https:|#)([^)#]+)/g)]
      .map(([, path = ""]) => join(dirname(page), path))
      .filter((path) => !existsSync(join(REPOSITORY, path)))
      .map((path) => `${page}: ${path}`);
  });
  expect(missing).toEqual([]);
});

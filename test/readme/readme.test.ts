import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readmeBlocks, README } from "./readme-blocks";

const REPOSITORY = join(__dirname, "../..");

function textOf(path: string): string {
  return readFileSync(join(REPOSITORY, path), "utf8");
}

test("the stack in README is the quick start, which is deployed by test/acceptance/cdktf-command.test.ts", () => {
  expect(readmeBlocks("ts")).toEqual([textOf("examples/quick-start/main.ts")]);
});

test("every file that README links to exists", () => {
  const links = [...README.matchAll(/\]\((?!https:)([^)#]+)\)/g)].map(([, path = ""]) => path);
  expect(links.length).toBeGreaterThan(20);
  expect(links.filter((path) => !existsSync(join(REPOSITORY, path)))).toEqual([]);
});

test("every npm script that README names exists", () => {
  const { scripts } = JSON.parse(textOf("package.json")) as { scripts: Record<string, string> };
  const named = [...README.matchAll(/npm (?:run )?([a-z:-]+)/g)].map(([, name = ""]) => name);
  expect(named).toEqual(expect.arrayContaining(["demo", "test", "example:apply"]));
  const builtIn = ["ci", "test", "package"];
  expect(named.filter((name) => !(name in scripts) && !builtIn.includes(name))).toEqual([]);
});

test("every command that README names exists", () => {
  const named = new Set([...README.matchAll(/infisical-access ([a-z]+)/g)].map(([, name = ""]) => name));
  const main = textOf("src/cli/main.ts");
  expect([...named].filter((name) => !main.includes(`from "./${name}"`))).toEqual([]);
});

describe("the command that applies the example to a real server", () => {
  const { scripts } = JSON.parse(textOf("package.json")) as { scripts: Record<string, string> };

  test("asks before it writes, whatever the environment says", () => {
    expect(scripts["example:apply"]).toContain("--auto-approve=false");
  });

  test("has no default for identity and project", () => {
    const variables = [
      ...textOf("examples/quick-start/main.ts").matchAll(/TerraformVariable\(this, "(\w+)", \{([^}]*)\}/g),
    ];
    expect(variables.map(([, name]) => name)).toEqual(["identity_id", "project_slug"]);
    for (const [, , settings] of variables) expect(settings).not.toContain("default");
  });
});

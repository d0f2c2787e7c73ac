import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { infisicalAccess, infisicalAccessUnread } from "../cli/command";
import { IDENTITY, planJson, privilege } from "./fixtures/plan-json";
import { temporaryFolder } from "./temporary-folder";

const folder = temporaryFolder();

function file(name: string, content: string): string {
  const path = join(folder.path, name);
  writeFileSync(path, content);
  return path;
}

describe("infisical-access review", () => {
  let gaining: string;
  let foreign: string;
  const inputs: Record<string, string> = {};
  beforeAll(() => {
    gaining = file(
      "gaining.json",
      planJson([{ name: "a", after: privilege(["edit"], { environment: "prod" }) }]),
    );
    const role = {
      type: "infisical_project_role",
      providerName: "registry.terraform.io/infisical/infisical",
    };
    foreign = file("foreign.json", planJson([{ name: "a", ...role, after: {} }]));
    const newer = file("newer.json", planJson([], { more: { format_version: "2.0" } }));
    Object.assign(inputs, { PLAN: gaining, FOREIGN: foreign, NEWER: newer });
  });

  test("prints who gains what under the name that a file gives, ends with its scope, and with status 0", async () => {
    const names = file("names.json", JSON.stringify({ [IDENTITY.toUpperCase()]: "deploy-bot" }));
    const { exitCode, stdout, stderr } = await infisicalAccess(["review", gaining, "--names", names], {});
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toContain(`deploy-bot  ${IDENTITY}`);
    expect(stdout).toContain("+ gains edit on secrets in prod permanently");
    expect(stdout).toMatch(/\nScope: additional privileges and universal auth [^]*UTC\.\n$/);
  });

  test("ends with status 2 for what --fail-on names, having printed all", async () => {
    const { exitCode, stdout } = await infisicalAccess(
      ["review", gaining, "--fail-on", "may-widen, gained"],
      {},
    );
    expect(exitCode).toBe(2);
    expect(stdout).toContain("✗ gains edit on secrets in prod permanently");
    expect(stdout).toContain("✗ Not let through: 1 finding (--fail-on gained).");
  });

  test("keeps its status when nobody reads its output to the end", async () => {
    const { exitCode, stderr } = await infisicalAccessUnread([
      "review",
      gaining,
      "--format",
      "html",
      "--fail-on",
      "gained",
    ]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: "" });
  });

  test("lists what it cannot judge, and says which plan holds nothing of this provider, beside one that does", async () => {
    const { exitCode, stdout } = await infisicalAccess(["review", gaining, foreign], {});
    expect(exitCode).toBe(0);
    expect(stdout).toContain("\n  infisical_project_role.a  create\n");
    // A long path of the temporary folder stands in a line of its own.
    expect(stdout.replaceAll("\n", " ")).toContain(`In ${foreign} there is no resource of this provider.`);
  });

  test("takes the JSON of one review as the approval of the next", async () => {
    const { stdout } = await infisicalAccess(["review", gaining, "--format", "json"], {});
    const approved = file("approved.json", stdout);
    expect((await infisicalAccess(["review", gaining, "--approved", approved], {})).exitCode).toBe(0);
    const more = file("more.json", planJson([{ name: "a", after: privilege(["edit"], null) }]));
    const { exitCode, stdout: refused } = await infisicalAccess(["review", more, "--approved", approved], {});
    expect(exitCode).toBe(2);
    expect(refused).toContain("✗ Not let through: 1 finding (--approved).");
  });

  const failures = {
    "a file that is no plan": ["review", __filename],
    "a plan of another provider alone": ["review", "FOREIGN"],
    "a plan of another provider beside one of this, before a gate": [
      "review",
      "PLAN",
      "FOREIGN",
      "--fail-on",
      "gained",
    ],
    "a plan in a newer format": ["review", "NEWER"],
    "a plan named twice": ["review", "PLAN", "PLAN"],
    "names that are none": ["review", "PLAN", "--names", __filename],
    "an approval that is none": ["review", "PLAN", "--approved", "PLAN"],
    "an unknown kind": ["review", "PLAN", "--fail-on", "everything"],
    "no plan at all": ["review"],
  };
  test.each(Object.entries(failures))(
    "ends with status 1 and one line for %s",
    async (_title, parameters) => {
      const { exitCode, stdout, stderr } = await infisicalAccess(
        parameters.map((parameter) => inputs[parameter] ?? parameter),
        {},
      );
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
      // Commander adds where to look for help.
      expect(stderr.replace(/\n\(infisical-access --help .*\)\n/, "")).toMatch(/^[^\n]+\n?$/);
    },
  );
});

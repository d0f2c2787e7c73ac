import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { adoptionSources } from "../../../src/cli/adopt/adoption-sources";
import type { FoundPrivilege } from "../../../src/cli/adopt/stack-source";

const REPOSITORY = join(__dirname, "../../..");
const IDENTITY = "0d9f5a3e-6c1b-4f7a-8e52-3b9c7d1e4f60";
const TWIN = "0d9f5a3e-7d2c-4a8b-9f63-4cad8e2f5071";

const start = process.cwd();
let directory: string;
beforeEach(() => {
  // Inside the repository, where cdktf is found.
  mkdirSync(join(REPOSITORY, "tmp"), { recursive: true });
  directory = mkdtempSync(join(REPOSITORY, "tmp/adopted-"));
  process.chdir(directory);
});
afterEach(() => {
  process.chdir(start);
  rmSync(directory, { recursive: true, force: true });
});

function privilege(
  projectSlug: string,
  slug: string,
  { identityId = IDENTITY, rules = [] as unknown[] } = {},
): FoundPrivilege {
  const permissions = [{ action: "read", subject: "secrets" }, ...rules];
  return {
    identityId,
    projectSlug,
    row: {
      id: "5c2e8f14-9a37-4b6d-8f01-c7d3e5a96b28",
      slug,
      permissions,
      isTemporary: false,
      temporaryMode: null,
      temporaryRange: null,
      temporaryAccessStartTime: null,
      temporaryAccessEndTime: null,
      createdAt: null,
      updatedAt: null,
    },
  };
}

interface Synthesised {
  readonly import: readonly { readonly id: string }[];
  readonly resource: { readonly infisicalaccess_identity_privilege: Readonly<Record<string, unknown>> };
}

/** Writes and runs the app. @returns what it synthesises, by stack */
async function run(privileges: readonly FoundPrivilege[]): Promise<Record<string, Synthesised>> {
  for (const [name, text] of adoptionSources(privileges, [])) writeFileSync(join(directory, name), text);
  await import(join(directory, "main.ts"));
  const stacks = join(directory, "cdktf.out/stacks");
  return Object.fromEntries(
    readdirSync(stacks).map((name) => [
      name,
      JSON.parse(readFileSync(join(stacks, name, "cdk.tf.json"), "utf8")) as Synthesised,
    ]),
  );
}

test("projects whose names collide with each other, with the app or with the stack of universal auth have stacks of their own", async () => {
  const slugs = ["main", "universal-auth", "shop", "Shop", "sh/op", "sh-op", "a1", "a-1", "/", "."];
  const stacks = await run(slugs.map((slug) => privilege(slug, "read")));
  const imported = Object.entries(stacks).map(([name, stack]) => [name, stack.import.map(({ id }) => id)]);
  expect(Object.fromEntries(imported)).toEqual({
    "main-2": [`main/${IDENTITY}/read`],
    "universal-auth-2": [`universal-auth/${IDENTITY}/read`],
    shop: [`shop/${IDENTITY}/read`],
    "shop-2": [`Shop/${IDENTITY}/read`],
    "sh-op": [`sh/op/${IDENTITY}/read`],
    "sh-op-2": [`sh-op/${IDENTITY}/read`],
    a1: [`a1/${IDENTITY}/read`],
    "a-1": [`a-1/${IDENTITY}/read`],
    project: [`//${IDENTITY}/read`],
    "project-2": [`./${IDENTITY}/read`],
  });
});

test("identities whose UUIDs begin alike have constructs of their own", async () => {
  const { shop } = await run([
    privilege("shop", "read"),
    privilege("shop", "read", { identityId: TWIN }),
    privilege("shop", "infisical"),
  ]);
  expect(Object.keys(shop?.resource.infisicalaccess_identity_privilege ?? {})).toEqual([
    "infisical-0d9f5a3e",
    "read-0d9f5a3e",
    "read-0d9f5a3e-2",
  ]);
});

test("whatever a server names things, the code means the same text and nothing else", async () => {
  const hostile = '"); process.exit(7); ("${file("/etc/passwd")} %{ if } \\ \u2028 `${0}`\n*/';
  const rules = [
    { action: `${hostile}\nprocess.exit(7);`, subject: hostile, inverted: true },
    { action: "read", subject: "secrets", conditions: JSON.parse(`{"__proto__":"x","a-b":[]}`) as object },
  ];
  const project = hostile.replace(/\s/g, "");
  const [stack] = Object.values(await run([privilege(project, "read", { rules })]));
  // What Terraform reads as the text itself.
  const literally = (text: string) => text.replace(/[$%]\{/g, (sign) => sign[0] + sign);
  expect(stack?.import).toEqual([expect.objectContaining({ id: `${literally(project)}/${IDENTITY}/read` })]);
  const [written] = Object.values(stack?.resource.infisicalaccess_identity_privilege ?? {});
  expect(written).toMatchObject({
    project_slug: literally(project),
    permissions: [
      { actions: ["read"] },
      { actions: [literally(`${hostile}\nprocess.exit(7);`)], subject: literally(hostile), inverted: true },
      { conditions: '{"__proto__":"x","a-b":[]}' },
    ],
  });
});

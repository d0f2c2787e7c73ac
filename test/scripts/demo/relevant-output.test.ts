import { actionsOnly, firstError, relevantOutput } from "../../../scripts/demo/relevant-output";

const PLAN = `infisicalaccess_identity_privilege.read: Refreshing state... [id=1]

Terraform used the selected providers to generate the following execution
plan. Resource actions are indicated with the following symbols:
  ~ update in-place

Terraform will perform the following actions:

  # infisicalaccess_identity_privilege.read will be updated in-place
  ~ resource "infisicalaccess_identity_privilege" "read" {
      ~ slug = "a" -> "b"
    }

Plan: 0 to add, 1 to change, 0 to destroy.

Warning: Privilege Has Ended

It grants nothing.

─────────────────────────────────────────────────────────────────────────────

Saved the plan to: plan.bin
`;

test("of a plan the actions, the sum and the warnings stay", () => {
  expect(relevantOutput(PLAN)).toBe(`Terraform will perform the following actions:

  # infisicalaccess_identity_privilege.read will be updated in-place
  ~ resource "infisicalaccess_identity_privilege" "read" {
      ~ slug = "a" -> "b"
    }

Plan: 0 to add, 1 to change, 0 to destroy.

Warning: Privilege Has Ended

It grants nothing.`);
});

test("of a plan without changes one sentence stays", () => {
  const output = `a.b: Refreshing state... [id=1]

No changes. Your infrastructure matches the configuration.

Terraform has compared your real infrastructure against your configuration
and found no differences, so no changes are needed.
`;
  expect(relevantOutput(output)).toBe("No changes. Your infrastructure matches the configuration.");
});

test("a note on what changed outside Terraform stays", () => {
  const note = `Note: Objects have changed outside of Terraform

  # a.b has changed
`;
  expect(relevantOutput(`${note}\n${PLAN}`)).toMatch(
    /^Note: Objects have changed outside of Terraform\n\n {2}# a\.b/,
  );
});

test("in short it is the resources and the sum", () => {
  expect(actionsOnly(PLAN)).toBe(
    "  # infisicalaccess_identity_privilege.read will be updated in-place\nPlan: 0 to add, 1 to change, 0 to destroy.",
  );
});

test.each([
  ["plain", (text: string) => text],
  ["framed, as on a terminal", (text: string) => `╷\n${text.trim().replace(/^/gm, "│ ")}\n╵\n`],
])("of several errors the first stays, %s", (_, print) => {
  const error = (name: string) =>
    print(`Error: Project Not Visible\n\n  with a.${name},\n\nIt was deleted.\n`);
  expect(firstError(`Planning failed.\n\n${error("b")}\n${error("c")}`)).toBe(
    "Error: Project Not Visible\n\n  with a.b,\n\nIt was deleted.\n\n(1 more like it, one for each resource)",
  );
});

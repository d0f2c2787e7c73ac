import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { StackProject } from "../../../scripts/demo/stack-project";
import { CleanEnvironment } from "../../support/clean-environment";

let directory: string;
let environment: CleanEnvironment;
let stack: StackProject;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "infisical-access-demo-"));
  environment = new CleanEnvironment();
  stack = new StackProject(directory, environment.variables);
});
afterEach(() => {
  environment.remove();
  rmSync(directory, { recursive: true, force: true });
});

test.each([
  { setting: "a host", config: '{ host: "https://app.infisical.com" }' },
  { setting: "a client id", config: '{ clientId: "client-of-a-real-server" }' },
])("a stack that gives its provider $setting is refused before Terraform sees it", ({ config }) => {
  stack.edit({
    before: 'new InfisicalAccessProvider(this, "infisical")',
    after: `new InfisicalAccessProvider(this, "infisical", ${config})`,
  });
  expect(() => stack.synthesise()).toThrow("the demo talks to its simulator alone");
});

test("an edit of code that is not there is an error, not a demo of nothing", () => {
  expect(() => stack.edit({ before: "no such code", after: "" })).toThrow("does not hold no such code once");
});

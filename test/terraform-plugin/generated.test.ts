import { spawnSync } from "node:child_process";
import { join } from "node:path";

const root = join(__dirname, "../..");

test("the generated code is what the protocol's text gives", () => {
  const { status, stderr } = spawnSync(
    process.execPath,
    ["--import", "tsx", "scripts/generate-protocol.ts", "--check"],
    {
      cwd: root,
      encoding: "utf8",
    },
  );
  expect(stderr).toBe("");
  expect(status).toBe(0);
});

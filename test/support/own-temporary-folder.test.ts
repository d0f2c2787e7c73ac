import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";

const PROGRAM = join(__dirname, "fixtures/leaves-folders.ts");

let system: string;
beforeAll(() => (system = mkdtempSync(join(tmpdir(), "system-"))));
afterAll(() => rmSync(system, { recursive: true, force: true }));

/** Starts a program that leaves a folder of its own and one of a child process. */
async function leaveFolders(): Promise<{ child: ChildProcess; left: readonly string[] }> {
  const child = spawn(process.execPath, ["--import", "tsx", PROGRAM], {
    env: { ...process.env, TMPDIR: system },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [output] = (await once(child.stdout, "data")) as [Buffer];
  return { child, left: JSON.parse(output.toString()) as string[] };
}

test("what a process and its children leave lies in one folder, which is gone when the process has ended", async () => {
  const { child, left } = await leaveFolders();
  const folders = left.map((path) => dirname(path));
  expect(new Set(folders).size).toBe(1);
  expect(dirname(folders[0] ?? "")).toBe(system);
  expect(left.filter((path) => existsSync(path))).toEqual(left);
  child.stdin?.end();
  expect((await once(child, "exit"))[0]).toBe(0);
  expect(readdirSync(system)).not.toContain(basename(folders[0] ?? ""));
});

test.each(["SIGINT", "SIGKILL"] as const)(
  "it is gone soon after the process was ended by %s",
  async (signal) => {
    const { child, left } = await leaveFolders();
    child.kill(signal);
    expect((await once(child, "exit"))[1]).toBe(signal);
    const folder = dirname(left[0] ?? "");
    while (existsSync(folder)) await new Promise((resolve) => setTimeout(resolve, 20));
  },
);

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Compares a text with the file that holds what it must be. `UPDATE_GOLDEN=1` writes the file instead. */
export function expectGolden(name: string, text: string): void {
  expectFile(join(__dirname, "golden", name), text);
}

/** The same for a file anywhere. */
export function expectFile(path: string, text: string): void {
  if (process.env.UPDATE_GOLDEN === "1") {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return;
  }
  if (!existsSync(path)) throw new Error(`${path} does not exist. Run with UPDATE_GOLDEN=1 to write it.`);
  expect(text).toBe(readFileSync(path, "utf8"));
}

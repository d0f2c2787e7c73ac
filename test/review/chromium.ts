import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

/** A headless Chromium of this machine: `CHROMIUM_PATH`, else `chromium` on the PATH. Nothing is downloaded. */
export function launchChromium(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? findOnPath("chromium");
  if (executablePath === undefined) {
    throw new Error(
      "This test drives the real Chromium, and there is no chromium on the PATH. Install it (Debian: apt-get install chromium), or name one in CHROMIUM_PATH.",
    );
  }
  // Chromium's own sandbox does not work for root, which containers often run as; the page is our own and has no network.
  return chromium.launch({ executablePath, args: ["--no-sandbox"] });
}

function findOnPath(name: string): string | undefined {
  return (process.env.PATH ?? "")
    .split(delimiter)
    .map((directory) => join(directory, name))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

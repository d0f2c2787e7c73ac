import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { CleanEnvironment } from "../support/clean-environment";
import type { LocalRegistry } from "./local-registry";

const run = promisify(execFile);
const REPOSITORY = join(__dirname, "../..");

/** `npm pack` of this repository. @returns the path of the tarball in the directory */
export async function packed(directory: string): Promise<string> {
  const parameters = ["pack", "--json", "--ignore-scripts", "--pack-destination", directory];
  const { stdout } = await run("npm", parameters, { cwd: REPOSITORY, maxBuffer: 2 ** 26 });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  return join(directory, filename);
}

/** A user's project in a folder of its own, in which packages are installed by npm. */
export class UserProject {
  readonly directory = mkdtempSync(join(tmpdir(), "user-project-"));
  readonly #environment = new CleanEnvironment();

  /** @param manifest of the project, such as `{ type: "module" }` */
  constructor(manifest: object = {}) {
    this.write("package.json", JSON.stringify({ name: "user-project", private: true, ...manifest }));
  }

  /** Installs tarballs, and packages by name from the registry. */
  async install(registry: LocalRegistry, ...packages: string[]): Promise<void> {
    const cache = join(this.#environment.home, "npm-cache");
    const parameters = ["install", ...packages, "--registry", registry.url, "--cache", cache];
    await this.run("npm", ...parameters, "--no-audit", "--no-fund", "--fetch-retries=0");
  }

  write(name: string, text: string): void {
    const path = join(this.directory, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  read(name: string): string {
    return readFileSync(join(this.directory, name), "utf8");
  }

  /** @returns what it printed. @throws with its output when it fails */
  async run(command: string, ...parameters: string[]): Promise<string> {
    const options = { cwd: this.directory, env: this.#environment.variables, maxBuffer: 2 ** 26 };
    try {
      return (await run(command, parameters, options)).stdout;
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      throw new Error(`${command} ${parameters.join(" ")} failed:\n${stdout}\n${stderr}`, { cause: error });
    }
  }

  node(...parameters: string[]): Promise<string> {
    return this.run(process.execPath, ...parameters);
  }

  /** Type-checks strictly, with the compiler of this repository and other options of it. */
  async typeCheck(files: readonly string[], options: Readonly<Record<string, string>>): Promise<void> {
    const tsc = join(REPOSITORY, "node_modules/typescript/bin/tsc");
    const typeRoots = join(REPOSITORY, "node_modules/@types");
    const all = { ...options, strict: "true", noEmit: "true", target: "es2022", types: "node", typeRoots };
    await this.node(tsc, ...Object.entries(all).flatMap(([name, value]) => [`--${name}`, value]), ...files);
  }

  remove(): void {
    this.#environment.remove();
    rmSync(this.directory, { recursive: true, force: true });
  }
}

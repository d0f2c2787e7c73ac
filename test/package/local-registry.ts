import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const NODE_MODULES = join(__dirname, "../../node_modules");

/**
 * An npm registry on 127.0.0.1 that has what is installed in this repository, each package in that one version. It packs what it is asked for,
 * so that `npm install` is tried as a user does it, without a network.
 */
export class LocalRegistry {
  readonly #directory = mkdtempSync(join(tmpdir(), "local-registry-"));
  readonly #tarballs = new Map<string, Promise<Buffer>>();
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      const path = decodeURIComponent(new URL(request.url ?? "/", this.url).pathname).slice(1);
      this.#answer(path).then(
        (body) => response.writeHead(200).end(body),
        () => response.writeHead(404).end("{}"),
      );
    });
  }

  static async start(): Promise<LocalRegistry> {
    const registry = new LocalRegistry();
    await new Promise<void>((resolve) => registry.#server.listen(0, "127.0.0.1", resolve));
    return registry;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    rmSync(this.#directory, { recursive: true, force: true });
  }

  async #answer(path: string): Promise<string | Buffer> {
    if (!path.endsWith(".tgz")) return JSON.stringify(this.#metadata(path));
    const name = path.slice(0, -".tgz".length);
    let tarball = this.#tarballs.get(name);
    if (tarball === undefined) this.#tarballs.set(name, (tarball = this.#pack(name)));
    return tarball;
  }

  #metadata(name: string): object {
    const manifest = JSON.parse(readFileSync(join(NODE_MODULES, name, "package.json"), "utf8")) as {
      version: string;
    };
    const version = { ...manifest, dist: { tarball: `${this.url}/${name}.tgz` } };
    return { name, "dist-tags": { latest: manifest.version }, versions: { [manifest.version]: version } };
  }

  async #pack(name: string): Promise<Buffer> {
    const parameters = ["pack", "--json", "--ignore-scripts", "--pack-destination", this.#directory];
    const { stdout } = await run("npm", [...parameters, join(NODE_MODULES, name)], { maxBuffer: 2 ** 28 });
    const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
    return readFileSync(join(this.#directory, filename));
  }
}

import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Milliseconds. */
const START_TIME_LIMIT = 60_000;
const STOP_TIME_LIMIT = 10_000;
const USER = "terraform";

/** Becomes the server, which is shut down when its standard input ends: also when the test's process was killed. */
const STOPPED_WITH_ITS_INPUT = `exec 3<&0; { cat <&3 >/dev/null; kill -INT $$; } & exec "$@" 3<&-`;

/** A PostgreSQL server of the test's own, on a free port of 127.0.0.1, with data in a temporary folder. */
export class PostgresServer {
  private constructor(
    private readonly server: ChildProcess,
    private readonly directory: string,
    /** Without user and password. */
    readonly url: string,
    /** User and password, as every client of PostgreSQL takes them from its environment. */
    readonly credentials: { readonly PGUSER: string; readonly PGPASSWORD: string },
  ) {}

  static async start(): Promise<PostgresServer> {
    const binaries = postgresBinaries();
    const owner = unprivilegedOwner();
    const directory = mkdtempSync(join(tmpdir(), "infisical-access-postgres-"));
    const password = randomBytes(12).toString("hex");
    const passwordFile = join(directory, "password");
    writeFileSync(passwordFile, password, { mode: 0o600 });
    if (owner) for (const path of [directory, passwordFile]) chownSync(path, owner.uid, owner.gid);

    const data = join(directory, "data");
    const options = { ...owner, cwd: directory, stdio: "pipe" } as const;
    const authentication = ["--username", USER, "--auth", "scram-sha-256", "--pwfile", passwordFile];
    execFileSync(
      join(binaries, "initdb"),
      ["-D", data, "--no-sync", "--no-locale", "--encoding=UTF8", ...authentication],
      { ...options, timeout: START_TIME_LIMIT },
    );

    const port = await freePort();
    const command = [join(binaries, "postgres"), "-D", data, "-h", "127.0.0.1", "-p", `${port}`, "-F"];
    const server = spawn("sh", ["-c", STOPPED_WITH_ITS_INPUT, "sh", ...command, "-k", ""], options);
    const url = `postgres://127.0.0.1:${port}/postgres?sslmode=disable`;
    const started = new PostgresServer(server, directory, url, { PGUSER: USER, PGPASSWORD: password });
    try {
      await started.#untilReady();
    } catch (error) {
      await started.stop();
      throw error;
    }
    return started;
  }

  async stop(): Promise<void> {
    if (this.server.exitCode === null && this.server.signalCode === null) {
      const ended = new Promise((resolve) => this.server.once("exit", resolve));
      // A fast shutdown: connections that are left are closed.
      this.server.stdin?.end();
      const killing = setTimeout(() => this.server.kill("SIGKILL"), STOP_TIME_LIMIT);
      await ended;
      clearTimeout(killing);
    }
    rmSync(this.directory, { recursive: true, force: true });
  }

  #untilReady(): Promise<void> {
    return new Promise((resolve, reject) => {
      let log = "";
      const fail = (reason: string) => reject(new Error(`PostgreSQL ${reason}:\n${log}`));
      const timer = setTimeout(
        () => fail(`was not ready within ${START_TIME_LIMIT / 1000} s`),
        START_TIME_LIMIT,
      );
      this.server.once("exit", (status) => {
        clearTimeout(timer);
        fail(`ended with status ${String(status)}`);
      });
      this.server.stderr?.setEncoding("utf8").on("data", (text: string) => {
        log += text;
        if (!log.includes("database system is ready to accept connections")) return;
        clearTimeout(timer);
        resolve();
      });
    });
  }
}

/** The folder of the newest PostgreSQL's programs: Debian keeps them out of the PATH. */
function postgresBinaries(): string {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(debian, version, "bin")),
    ...(process.env.PATH ?? "").split(":"),
  ];
  const found = folders.find((folder) =>
    ["initdb", "postgres"].every((name) => existsSync(join(folder, name))),
  );
  if (found !== undefined) return found;
  throw new Error(
    "These tests start a PostgreSQL server of their own, and there is none on this machine. Install it: apt-get install postgresql (Debian, Ubuntu), or brew install postgresql.",
  );
}

/** PostgreSQL refuses to run as root: then it runs as the user of Debian's package, else as nobody. */
function unprivilegedOwner(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (user: string, flag: "-u" | "-g") => {
    const { status, stdout } = spawnSync("id", [flag, user], { encoding: "utf8" });
    return status === 0 ? Number(stdout) : undefined;
  };
  for (const user of ["postgres", "nobody"]) {
    const [uid, gid] = [idOf(user, "-u"), idOf(user, "-g")];
    if (uid !== undefined && gid !== undefined) return { uid, gid };
  }
  throw new Error(
    "PostgreSQL can't run as root, and this machine has neither a user postgres nor a user nobody.",
  );
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

import { X509Certificate } from "node:crypto";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createConnection } from "node:net";
import { join } from "node:path";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { notesProvider } from "./fixtures/notes-provider";
import { PluginClient, wire } from "./support/plugin-client";
import {
  bundleProvider,
  ClientIdentity,
  connectAnonymously,
  COOKIE,
  PluginProcess,
} from "./support/plugin-process";

const bundle = bundleProvider(join(__dirname, "fixtures/notes-main.ts"));
const directory = mkdtempSync(join(tmpdir(), "terraform-plugin-notes-"));
const started: PluginProcess[] = [];
const clients: PluginClient[] = [];
const shutdownPath = "/plugin.GRPCController/Shutdown";

function start(environment: Readonly<Record<string, string>>): PluginProcess {
  const plugin = new PluginProcess(bundle.file, environment);
  started.push(plugin);
  return plugin;
}

async function startAndConnect(): Promise<{ plugin: PluginProcess; client: PluginClient }> {
  const identity = new ClientIdentity();
  const plugin = start(identity.environment);
  const client = identity.connect(await plugin.handshake());
  clients.push(client);
  return { plugin, client };
}

afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  for (const plugin of started.splice(0)) {
    plugin.signal("SIGKILL");
    await plugin.exited;
  }
});

afterAll(() => {
  bundle.remove();
  rmSync(directory, { recursive: true });
});

describe("the handshake", () => {
  test("says to a person who runs the provider what it is, and ends with status 1", async () => {
    const plugin = start({});
    expect(await plugin.exited).toBe(1);
    expect(plugin.stdout).toBe("");
    expect(plugin.stderr).toContain("This is the Terraform provider npm.invalid/terraform-plugin/notes.");
  });

  test("names the versions when Terraform offers no protocol 6, where Terraform shows it", async () => {
    const plugin = start({ ...COOKIE, PLUGIN_PROTOCOL_VERSIONS: "4,5" });
    expect(await plugin.exited).toBe(1);
    expect(plugin.stdout).toContain("speaks plugin protocol 6, and this Terraform offers 4,5");
  });

  test("is one line of six fields, and nothing else ever comes on stdout", async () => {
    const { plugin, client } = await startAndConnect();
    await client.call("getProviderSchema");
    expect(plugin.stdout).toMatch(/^1\|6\|tcp\|127\.0\.0\.1:\d+\|grpc\|[A-Za-z0-9+/]{100,}\n$/);
  });

  test("carries a certificate for localhost in which padding is left out", async () => {
    const { plugin } = await startAndConnect();
    const field = (await plugin.handshake())[5] ?? "";
    const certificate = new X509Certificate(Buffer.from(field, "base64"));
    expect(field).not.toContain("=");
    expect(certificate.checkHost("localhost")).toBe("localhost");
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(Date.parse(certificate.validTo) - Date.now()).toBeGreaterThan(7 * 24 * 3_600_000);
  });

  test("serves plaintext, with an empty sixth field, to a Terraform that gave no certificate", async () => {
    const plugin = start(COOKIE);
    const handshake = await plugin.handshake();
    expect(handshake).toHaveLength(6);
    expect(handshake[5]).toBe("");
    const client = new PluginClient(handshake[3] ?? "");
    clients.push(client);
    expect((await client.call("getMetadata")).resources).toEqual([{ typeName: "notes_note" }]);
  });
});

test("with --debug it prints what to set for Terraform, serves, and ends at Ctrl-C", async () => {
  const plugin = new PluginProcess(bundle.file, {}, "--debug");
  started.push(plugin);
  const [, variable = ""] = await plugin.output(/^TF_REATTACH_PROVIDERS='(.*)'$/m);
  const [served] = Object.values(
    JSON.parse(variable) as Record<string, { ProtocolVersion: number; Addr: { String: string } }>,
  );
  expect(served?.ProtocolVersion).toBe(6);
  for (const client of [
    new PluginClient(served?.Addr.String ?? ""),
    new PluginClient(served?.Addr.String ?? ""),
  ]) {
    expect((await client.call("getMetadata")).resources).toHaveLength(1);
    client.close();
  }
  plugin.signal("SIGINT");
  expect(await plugin.exited).toBe(0);
});

describe("mutual TLS", () => {
  test("refuses a client without a certificate", async () => {
    const plugin = start(new ClientIdentity().environment);
    const anonymous = connectAnonymously(await plugin.handshake());
    clients.push(anonymous);
    await expect(anonymous.call("getMetadata")).rejects.toThrow("UNAVAILABLE");
  });

  test("refuses a client with a certificate of its own making", async () => {
    const plugin = start(new ClientIdentity().environment);
    const impostor = new ClientIdentity().connect(await plugin.handshake());
    clients.push(impostor);
    await expect(impostor.call("getMetadata")).rejects.toThrow("UNAVAILABLE");
  });

  test("survives whoever speaks something else on its port", async () => {
    const { plugin, client } = await startAndConnect();
    const [host = "", port = ""] = ((await plugin.handshake())[3] ?? "").split(":");
    await new Promise<void>((resolve) => {
      const socket = createConnection(Number(port), host, () => socket.end("GET / HTTP/1.1\r\n\r\n"));
      socket.on("error", () => undefined);
      socket.on("close", () => resolve());
    });
    expect((await client.call("getMetadata")).resources).toHaveLength(1);
  });
});

describe("the end of the process", () => {
  test("comes after Shutdown, which is answered, well before the 2 s after which Terraform kills it", async () => {
    const { plugin, client } = await startAndConnect();
    await client.call("getMetadata");
    const begin = Date.now();
    await client.callRaw(shutdownPath, Buffer.alloc(0));
    expect(await plugin.exited).toBe(0);
    expect(Date.now() - begin).toBeLessThan(1_000);
  });

  test("comes when the last connection is closed", async () => {
    const { plugin, client } = await startAndConnect();
    await client.call("getMetadata");
    client.close();
    expect(await plugin.exited).toBe(0);
  });

  test("is not brought about by SIGINT: calls go on", async () => {
    const { plugin, client } = await startAndConnect();
    const config = wire(notesProvider.schema, { directory });
    await client.call("getMetadata");
    plugin.signal("SIGINT");
    expect((await client.call("configureProvider", { config })).diagnostics).toEqual([]);
  });
});

describe("an orphan", () => {
  test("ends when the process that started it is gone, even if it never connected", async () => {
    const script = `"${process.execPath}" "${bundle.file}" & echo pid $!; wait`;
    const parent = spawn("/bin/sh", ["-c", script], {
      env: { PATH: process.env.PATH, ...COOKIE },
      stdio: "pipe",
    });
    const output = await new Promise<string>((resolve) => {
      let text = "";
      parent.stdout.on("data", (data: Buffer) => {
        text += data.toString();
        if (/pid \d+/.test(text) && text.includes("|grpc|")) resolve(text);
      });
    });
    const pid = Number(/pid (\d+)/.exec(output)?.[1]);
    expect(isRunning(pid)).toBe(true);
    parent.kill("SIGKILL");
    expect(await endsByItself(pid)).toBe(true);
  });

  test("ends when the process that started it was gone before it came so far as to know it", async () => {
    const script = `(sleep 0.3; exec "${process.execPath}" "${bundle.file}") & echo pid $!`;
    const parent = spawn("/bin/sh", ["-c", script], {
      env: { PATH: process.env.PATH, ...COOKIE },
      stdio: "pipe",
    });
    const [output] = (await once(parent.stdout, "data")) as [Buffer];
    // What Terraform's end does to its end of the pipe.
    parent.stdout.destroy();
    expect(await endsByItself(Number(/pid (\d+)/.exec(output.toString())?.[1]))).toBe(true);
  });
});

/** Whether the process is gone within a while; if not, it is killed. */
async function endsByItself(pid: number): Promise<boolean> {
  const deadline = Date.now() + 10_000;
  while (isRunning(pid)) {
    if (Date.now() > deadline) {
      process.kill(pid, "SIGKILL");
      return false;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return true;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe("a provider that prints, and throws where nobody catches,", () => {
  const faulty = bundleProvider(join(__dirname, "fixtures/faulty-main.ts"));
  afterAll(() => faulty.remove());

  test("goes on, and what happened is in the log", async () => {
    const identity = new ClientIdentity();
    const plugin = new PluginProcess(faulty.file, { ...identity.environment, TF_LOG: "INFO" });
    started.push(plugin);
    const client = identity.connect(await plugin.handshake());
    clients.push(client);
    const { diagnostics } = await client.call("configureProvider", {
      config: { msgpack: Buffer.of(0x80), json: Buffer.alloc(0) },
    });
    expect(diagnostics).toEqual([]);
    client.close();
    expect(await plugin.exited).toBe(0);

    expect(plugin.stdout.split("\n")).toHaveLength(2);
    const lines = plugin.stderr.trimEnd().split("\n");
    expect(lines).toContain("printed by the provider");
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThan(65_536);
    const logged = lines
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line) as Record<string, string>);
    for (const line of logged) {
      expect(line["@timestamp"]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
      expect(new Set(Object.values(line).map((value) => typeof value))).toEqual(new Set(["string"]));
    }
    expect(logged.map((line) => [line["@level"], line["@message"], line.method, line.error])).toEqual([
      ["warn", "A message\nof two lines", undefined, undefined],
      [
        "error",
        "The provider did not handle an exception",
        "ConfigureProvider",
        "Error: rejected with nobody waiting",
      ],
      ["error", "The provider did not handle an exception", "ConfigureProvider", "Error: thrown in a timer"],
      ["info", "Terraform is gone: the provider ends", undefined, undefined],
    ]);
    expect(logged[0]).toMatchObject({
      size: "3",
      long: expect.stringMatching(/^x{4000}… \(196000 more characters\)$/) as string,
    });
  });
});

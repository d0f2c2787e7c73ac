import { type ChildProcess, spawn } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { credentials } from "@grpc/grpc-js";
import { buildSync } from "esbuild";
import { ephemeralCertificate } from "../../../src/terraform-plugin/transport/certificate";
import { PluginClient } from "./plugin-client";

export const COOKIE = {
  TF_PLUGIN_MAGIC_COOKIE: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
  PLUGIN_PROTOCOL_VERSIONS: "6,5",
};

/** Bundles a provider's entry point as it is shipped: one file. Returns its path and how to remove it. */
export function bundleProvider(entry: string): { readonly file: string; remove(): void } {
  const directory = mkdtempSync(join(tmpdir(), "terraform-plugin-"));
  const file = join(directory, "provider.cjs");
  buildSync({
    entryPoints: [entry],
    outfile: file,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
  });
  return { file, remove: () => rmSync(directory, { recursive: true, force: true }) };
}

/** A provider that was started as Terraform starts it. */
export class PluginProcess {
  stdout = "";
  stderr = "";
  readonly exited: Promise<number | null>;
  readonly #child: ChildProcess;

  constructor(file: string, environment: Readonly<Record<string, string>>, ...parameters: string[]) {
    this.#child = spawn(process.execPath, [file, ...parameters], {
      env: { PATH: process.env.PATH, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child.stdout?.on("data", (data: Buffer) => (this.stdout += data.toString()));
    this.#child.stderr?.on("data", (data: Buffer) => (this.stderr += data.toString()));
    this.exited = new Promise((resolve) => this.#child.once("close", resolve));
  }

  /** The six fields of the handshake. */
  async handshake(): Promise<readonly string[]> {
    await this.#until(() => this.stdout.includes("\n"));
    return this.stdout.slice(0, this.stdout.indexOf("\n")).split("|");
  }

  /** What came on stdout, once it matches. */
  async output(expected: RegExp): Promise<RegExpExecArray> {
    await this.#until(() => expected.test(this.stdout));
    return expected.exec(this.stdout) ?? this.output(expected);
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  async #until(condition: () => boolean): Promise<void> {
    const deadline = Date.now() + 20_000;
    while (!condition()) {
      if (this.#child.exitCode !== null || Date.now() > deadline) {
        throw new Error(`the provider did not get there:\n${this.stdout}\n${this.stderr}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}

/** The certificate with which a client proves that it is the Terraform that started the plugin. */
export class ClientIdentity {
  readonly #certificate = ephemeralCertificate();

  get environment(): Readonly<Record<string, string>> {
    return { ...COOKIE, PLUGIN_CLIENT_CERT: this.#certificate.certificatePem };
  }

  /** Trusts the certificate of the handshake alone, as go-plugin does. */
  connect(handshake: readonly string[]): PluginClient {
    const { certificatePem, privateKeyPem } = this.#certificate;
    return new PluginClient(
      handshake[3] ?? "",
      credentials.createSsl(
        serverCertificate(handshake),
        Buffer.from(privateKeyPem),
        Buffer.from(certificatePem),
      ),
    );
  }
}

/** Knows the server's certificate, but has none of its own. */
export function connectAnonymously(handshake: readonly string[]): PluginClient {
  return new PluginClient(handshake[3] ?? "", credentials.createSsl(serverCertificate(handshake)));
}

function serverCertificate(handshake: readonly string[]): Buffer {
  return Buffer.from(new X509Certificate(Buffer.from(handshake[5] ?? "", "base64")).toString());
}

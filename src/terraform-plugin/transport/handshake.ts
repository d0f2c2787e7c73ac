import type { AddressInfo } from "node:net";
import type { Certificate } from "./certificate";

const protocolVersion = 6;

/** That which Terraform sets to tell a plugin apart from a program that someone started by hand. */
const magicCookie = {
  name: "TF_PLUGIN_MAGIC_COOKIE",
  value: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
};

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Refusal {
  readonly message: string;
  /** Of a provider that does not start, Terraform shows the first line of stdout. */
  readonly stream: "stdout" | "stderr";
}

/** Why this process can't serve as a plugin; undefined when it can. */
export function handshakeRefusal(environment: Environment, address: string): Refusal | undefined {
  if (environment[magicCookie.name] !== magicCookie.value) {
    return {
      stream: "stderr",
      message:
        `This is the Terraform provider ${address}. Terraform starts it by itself; run by hand it does nothing.\n` +
        "Name it under required_providers in a Terraform configuration and run `terraform init`. " +
        "To run it under a debugger, give it --debug.\n",
    };
  }
  const offered = environment.PLUGIN_PROTOCOL_VERSIONS;
  if (offered !== undefined && !offered.split(",").includes(String(protocolVersion))) {
    return {
      stream: "stdout",
      message:
        `The Terraform provider ${address} speaks plugin protocol ${protocolVersion}, and this Terraform offers ${offered}. ` +
        "Use Terraform 1.5 or newer, or OpenTofu.\n",
    };
  }
  return undefined;
}

/**
 * The line that tells Terraform where to connect: go-plugin's own version, the protocol's, the address, and the certificate in base64 without
 * padding. The field of the certificate is there but empty when the connection is in plaintext.
 */
export function handshakeLine({ address, port }: AddressInfo, certificate: Certificate | undefined): string {
  const encoded = certificate?.der.toString("base64").replace(/=+$/, "") ?? "";
  return `1|${protocolVersion}|tcp|${address}:${port}|grpc|${encoded}\n`;
}

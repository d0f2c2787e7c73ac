import { type Certificate, ephemeralCertificate } from "./certificate";
import type { Environment } from "./handshake";

/** A connection on which each side trusts nothing but the one certificate of the other. */
export interface MutualTls {
  readonly certificate: Certificate;
  /** PEM. */
  readonly clientCertificate: string;
}

/** Undefined when Terraform gives no certificate (TF_DISABLE_PLUGIN_TLS): then it expects plaintext. */
export function mutualTls({ PLUGIN_CLIENT_CERT: clientCertificate }: Environment): MutualTls | undefined {
  return clientCertificate ? { certificate: ephemeralCertificate(), clientCertificate } : undefined;
}

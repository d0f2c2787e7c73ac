import { readFileSync } from "node:fs";
import { rootCertificates } from "node:tls";

/** Where Linux distributions, BSDs and macOS keep the certificates that the machine trusts, all in one file. */
const SYSTEM_BUNDLES = [
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/pki/tls/certs/ca-bundle.crt",
  "/etc/ssl/ca-bundle.pem",
  "/etc/ssl/cert.pem",
];

/**
 * Every certificate authority that is trusted, in PEM form: Node's own, the system's, those of `NODE_EXTRA_CA_CERTS`, and the given ones.
 * Node would leave out all the others as soon as one is given, and never looks at the system's, where companies put theirs.
 *
 * @throws Error when `NODE_EXTRA_CA_CERTS` or `SSL_CERT_FILE` names a file that cannot be read: to go on would end in a misleading refusal
 */
export function trustedCertificates(
  caCertificate: string | undefined,
  environment: NodeJS.ProcessEnv,
): string[] {
  const extra = environment.NODE_EXTRA_CA_CERTS
    ? readNamed("NODE_EXTRA_CA_CERTS", environment.NODE_EXTRA_CA_CERTS)
    : "";
  const system = environment.SSL_CERT_FILE
    ? readNamed("SSL_CERT_FILE", environment.SSL_CERT_FILE)
    : readSystemBundle();
  const all = [
    ...rootCertificates,
    ...certificatesIn(system),
    ...certificatesIn(extra),
    ...certificatesIn(caCertificate ?? ""),
  ];
  return [...new Map(all.map((certificate) => [certificate.replace(/\s+/g, ""), certificate])).values()];
}

function certificatesIn(text: string): string[] {
  return text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
}

function readNamed(variable: string, path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new Error(`${variable} names a file that cannot be read: ${String((error as Error).message)}`, {
      cause: error,
    });
  }
}

function readSystemBundle(): string {
  for (const path of SYSTEM_BUNDLES) {
    try {
      return readFileSync(path, "utf8");
    } catch {
      // Another system keeps them elsewhere, or nowhere.
    }
  }
  return "";
}

import { generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { der } from "./der";

export interface Certificate {
  /** What the handshake carries. */
  readonly der: Buffer;
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

const ecdsaWithSha256 = der.sequence(der.objectIdentifier("1.2.840.10045.4.3.2"));
const commonName = "2.5.4.3";
const basicConstraints = "2.5.29.19";
const keyUsage = "2.5.29.15";
const extendedKeyUsage = "2.5.29.37";
const serverAuthentication = "1.3.6.1.5.5.7.3.1";
const clientAuthentication = "1.3.6.1.5.5.7.3.2";
const subjectAlternativeName = "2.5.29.17";

const minute = 60_000;
const year = 365 * 24 * 60 * minute;

/**
 * A certificate for this process alone, signed by itself. go-plugin takes it as the only authority for the connection and expects the name
 * "localhost" (go-plugin's mtls.go and client.go). A command may run for days, so it is valid for a year.
 */
export function ephemeralCertificate(now = Date.now()): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  const name = der.sequence(
    der.set(der.sequence(der.objectIdentifier(commonName), der.utf8String("localhost"))),
  );
  const content = der.sequence(
    der.explicit(0, der.unsignedInteger(Buffer.of(2))), // version 3
    der.unsignedInteger(serial),
    ecdsaWithSha256,
    name,
    der.sequence(der.utcTime(new Date(now - minute)), der.utcTime(new Date(now + year))),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    der.explicit(
      3,
      der.sequence(
        extension(basicConstraints, der.sequence(der.boolean(true)), true),
        extension(keyUsage, der.bitString(Buffer.of(0b1000_0100), 2), true), // digitalSignature, keyCertSign
        extension(
          extendedKeyUsage,
          der.sequence(
            der.objectIdentifier(serverAuthentication),
            der.objectIdentifier(clientAuthentication),
          ),
        ),
        extension(subjectAlternativeName, der.sequence(der.implicit(2, Buffer.from("localhost")))),
      ),
    ),
  );
  const certificate = der.sequence(
    content,
    ecdsaWithSha256,
    der.bitString(sign("sha256", content, privateKey)),
  );
  return {
    der: certificate,
    certificatePem: pem("CERTIFICATE", certificate),
    privateKeyPem: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

function extension(identifier: string, content: Buffer, critical = false): Buffer {
  const flag = critical ? [der.boolean(true)] : [];
  return der.sequence(der.objectIdentifier(identifier), ...flag, der.octetString(content));
}

function pem(label: string, bytes: Buffer): string {
  const lines = bytes.toString("base64").match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}

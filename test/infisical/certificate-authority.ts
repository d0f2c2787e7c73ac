import { generateKeyPairSync, randomBytes, sign, type KeyObject } from "node:crypto";
import { der } from "../../src/terraform-plugin/transport/der";

export interface ServerCertificate {
  readonly cert: string;
  readonly key: string;
}

const ECDSA_WITH_SHA256 = der.sequence(der.objectIdentifier("1.2.840.10045.4.3.2"));
const HOUR = 3_600_000;

/** A certificate authority of its own, as a company has one: nobody trusts it who was not told to. */
export class CertificateAuthority {
  readonly #keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  readonly #name = distinguishedName(`Test authority ${randomBytes(4).toString("hex")}`);
  readonly certificate: string;

  constructor() {
    const isAuthority = extension("2.5.29.19", der.sequence(der.boolean(true)));
    this.certificate = this.#issue(this.#name, this.#keys.publicKey, Date.now() + HOUR, isAuthority);
  }

  /** @param validUntil milliseconds since 1970 */
  issueFor(host: string, validUntil = Date.now() + HOUR): ServerCertificate {
    const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const names = extension("2.5.29.17", der.sequence(der.implicit(2, Buffer.from(host))));
    return {
      cert: this.#issue(distinguishedName(host), publicKey, validUntil, names),
      key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    };
  }

  #issue(subject: Buffer, publicKey: KeyObject, validUntil: number, extra: Buffer): string {
    const serial = randomBytes(16);
    serial[0] = 0x40;
    const content = der.sequence(
      der.explicit(0, der.unsignedInteger(Buffer.of(2))),
      der.unsignedInteger(serial),
      ECDSA_WITH_SHA256,
      this.#name,
      der.sequence(der.utcTime(new Date(Date.now() - 2 * HOUR)), der.utcTime(new Date(validUntil))),
      subject,
      publicKey.export({ type: "spki", format: "der" }),
      der.explicit(3, der.sequence(extra)),
    );
    const signature = der.bitString(sign("sha256", content, this.#keys.privateKey));
    const bytes = der.sequence(content, ECDSA_WITH_SHA256, signature);
    const lines = bytes.toString("base64").match(/.{1,64}/g) ?? [];
    return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
  }
}

function distinguishedName(commonName: string): Buffer {
  return der.sequence(der.set(der.sequence(der.objectIdentifier("2.5.4.3"), der.utf8String(commonName))));
}

function extension(identifier: string, content: Buffer): Buffer {
  return der.sequence(der.objectIdentifier(identifier), der.octetString(content));
}

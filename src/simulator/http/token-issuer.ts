import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { Clock } from "../clock";
import type { TokenFault } from "../release/refusal";

export interface TokenPayload {
  identityId: string;
  clientSecretId: string;
  identityAccessTokenId: string;
  authTokenType: "identityAccessToken";
  /** Seconds since the epoch. */
  iat: number;
  exp?: number;
}

/** What the library takes for a token at all: a second space after the scheme is one character too many. */
const tokenForm = /^[\w-]+\.[\w-]+\.[\w-]*$/;

/** Signs and checks access tokens: JSON web tokens by HS256, with a key of this server's own. */
export class TokenIssuer {
  constructor(
    private readonly clock: Clock,
    readonly key: string = randomBytes(32).toString("base64url"),
  ) {}

  /** @param maxTTL seconds after which the token's `exp` lies; 0 for none. A negative one is past already (u07:18-20). */
  issue(
    payload: Pick<TokenPayload, "identityId" | "clientSecretId" | "identityAccessTokenId">,
    maxTTL: number,
  ): string {
    const iat = Math.floor(this.clock.now() / 1000);
    const claims: TokenPayload = {
      ...payload,
      authTokenType: "identityAccessToken",
      iat,
      ...(maxTTL !== 0 && { exp: iat + maxTTL }),
    };
    const content = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
    return `${content}.${this.signature(content)}`;
  }

  /** The faults are found in the order of the library that the real server uses (p14:9-57). */
  verify(token: string): { payload: TokenPayload } | { fault: TokenFault } {
    if (token === "") {
      return { fault: "jwt must be provided" };
    }
    const [header = "", claims = "", signature = "", ...more] = token.split(".");
    if (token.split(".").length !== 3 || more.length > 0) {
      return { fault: "jwt malformed" };
    }
    const decodedHeader = decode(header);
    const payload = decode(claims);
    if (!tokenForm.test(token) || decodedHeader === undefined || payload === undefined) {
      return { fault: "invalid token" };
    }
    if (signature === "") {
      return { fault: "jwt signature is required" };
    }
    if (decodedHeader["alg"] !== "HS256") {
      return { fault: "invalid algorithm" };
    }
    if (!equal(signature, this.signature(`${header}.${claims}`))) {
      return { fault: "invalid signature" };
    }
    const known = payload as unknown as TokenPayload;
    if (known.exp !== undefined && Math.floor(this.clock.now() / 1000) >= known.exp) {
      return { fault: "jwt expired" };
    }
    return { payload: known };
  }

  private signature(content: string): string {
    return createHmac("sha256", this.key).update(content).digest("base64url");
  }
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function decode(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString());
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function equal(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

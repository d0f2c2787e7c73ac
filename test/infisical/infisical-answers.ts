import type { Answer } from "./scripted-server";

export const LOGIN = "/api/v1/auth/universal-auth/login";
export const PRIVILEGES = "/api/v1/additional-privilege/identity";
export const UNIVERSAL_AUTH = "/api/v1/auth/universal-auth/identities";

export const CALLER = "2eb106cd-d7de-4254-879e-86c8c06dce9d";
export const TARGET = "78e59e24-a17b-4a93-8700-6f60a7f332fd";
export const pair = { identityId: TARGET, projectSlug: "alpha" };

export function loginAnswer(accessToken: string, expiresIn = 7200, accessTokenMaxTTL = 7200): Answer {
  return { json: { accessToken, expiresIn, accessTokenMaxTTL, tokenType: "Bearer" } };
}

/** A token with the payload of a machine identity; the signature is nobody's. */
export function accessToken(nth = 1): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "HS256", typ: "JWT" })}.${part({ identityId: CALLER, nth })}.c2lnbmF0dXJl`;
}

export function privilege(slug: string, more: object = {}): Record<string, unknown> {
  return {
    id: "6b3839cb-aa13-452b-afc5-630dcd2d447a",
    slug,
    projectMembershipId: "1aba16d3-0c77-4842-b02a-1bad8adbfec3",
    isTemporary: false,
    temporaryMode: null,
    temporaryRange: null,
    temporaryAccessStartTime: null,
    temporaryAccessEndTime: null,
    permissions: [{ subject: ["secrets"], action: ["read"], conditions: { environment: "dev" } }],
    createdAt: "2026-11-22T01:30:09.620Z",
    updatedAt: "2026-11-22T01:30:09.620Z",
    ...more,
  };
}

export function privilegeAnswer(slug: string): Answer {
  return { json: { privilege: privilege(slug) } };
}

export function listAnswer(...slugs: string[]): Answer {
  return { json: { privileges: slugs.map((slug) => privilege(slug)) } };
}

export function universalAuthAnswer(more: object = {}): Answer {
  return {
    json: {
      identityUniversalAuth: {
        id: "6b3839cb-aa13-452b-afc5-630dcd2d447a",
        clientId: "d58ad1cf-219b-427a-ac9b-99061da76c14",
        accessTokenTTL: 60,
        accessTokenMaxTTL: 600,
        accessTokenNumUsesLimit: 0,
        clientSecretTrustedIps: [{ type: "ipv4", prefix: 0, ipAddress: "0.0.0.0" }],
        accessTokenTrustedIps: [{ type: "ipv4", ipAddress: "10.0.0.1" }],
        createdAt: "2026-11-22T01:30:09.620Z",
        updatedAt: "2026-11-22T01:30:09.620Z",
        identityId: TARGET,
        ...more,
      },
    },
  };
}

/** A refusal in the form of July 2024. */
export function refusal(
  status: number,
  error: string,
  message: unknown,
  more: object = {},
  headers: Record<string, string> = {},
): Answer {
  return { status, headers, json: { statusCode: status, message, error, ...more } };
}

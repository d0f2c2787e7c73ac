import type { Simulator } from "../../src/simulator/start-simulator";

export interface Answer {
  status: number;
  headers: Headers;
  // The answers of a server under test are looked into field by field.
  body: Record<string, unknown>;
  text: string;
}

/** Sends one request, as the operator unless told whose token to send; null sends none. */
export async function call(
  simulator: Simulator,
  method: string,
  path: string,
  body?: unknown,
  { token = simulator.issueToken(), headers = {} }: { token?: string | null; headers?: object } = {},
): Promise<Answer> {
  const response = await fetch(simulator.url + path, {
    method,
    redirect: "manual",
    headers: {
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.startsWith("application/json") ?? false;
  return {
    status: response.status,
    headers: response.headers,
    body: isJson && text !== "" ? (JSON.parse(text) as Record<string, unknown>) : {},
    text,
  };
}

export const privilegePath = "/api/v1/additional-privilege/identity";
export const universalAuthPath = "/api/v1/auth/universal-auth/identities";

export const readDev = {
  actions: ["read"],
  subject: "secrets",
  conditions: { environment: "dev", secretPath: { $glob: "/**" } },
};

export function listPath(identityId: string, projectSlug: string): string {
  return `${privilegePath}?identityId=${identityId}&projectSlug=${projectSlug}`;
}

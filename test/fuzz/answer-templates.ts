import type { ReleaseName } from "../../src/simulator/release/release";
import { startSimulator } from "../../src/simulator/start-simulator";

/** An answer as a server gives it. */
export interface AnswerTemplate {
  readonly status: number;
  readonly body: string;
}

export type AnswerTemplates = Readonly<Record<RouteName, readonly [AnswerTemplate, ...AnswerTemplate[]]>>;
export type RouteName = "login" | "privilege" | "list" | "universalAuth";

const PRIVILEGES = "/api/v1/additional-privilege/identity";
const UNIVERSAL_AUTH = "/api/v1/auth/universal-auth";

/** What a server of a release answers to the requests of the provider, refusals among them. */
export async function answerTemplates(release: ReleaseName): Promise<AnswerTemplates> {
  const simulator = await startSimulator({ release, rateLimit: false });
  const { operator, targets, projects } = simulator.world;
  const pair = { identityId: targets[0]?.identityId ?? "", projectSlug: projects[0]?.slug ?? "" };
  const identity = `${UNIVERSAL_AUTH}/identities/${pair.identityId}`;
  const unknown = `${UNIVERSAL_AUTH}/identities/00000000-0000-4000-8000-000000000000`;
  const query = new URLSearchParams(pair).toString();
  const token = simulator.issueToken();
  const ask = async (method: string, path: string, body?: object, authorization = `Bearer ${token}`) => {
    const answer = await fetch(simulator.url + path, {
      method,
      headers: {
        ...(authorization && { authorization }),
        ...(body && { "content-type": "application/json" }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: await answer.text() };
  };
  const privilegePermission = {
    actions: ["read", "edit"],
    subject: "secrets",
    conditions: { environment: "prod", secretPath: { $glob: "/app/**" } },
  };
  const permanent = { ...pair, slug: "app-reader", privilegePermission };
  const temporary = {
    ...pair,
    slug: "app-shift",
    privilegePermission,
    temporaryMode: "relative",
    temporaryRange: "4h",
    temporaryAccessStartTime: "2026-11-22T08:00:00.000Z",
  };
  try {
    return {
      login: [
        await ask("POST", `${UNIVERSAL_AUTH}/login`, operator, ""),
        await ask("POST", `${UNIVERSAL_AUTH}/login`, { ...operator, clientSecret: "wrong" }, ""),
      ],
      privilege: [
        await ask("POST", `${PRIVILEGES}/permanent`, permanent),
        await ask("POST", `${PRIVILEGES}/temporary`, temporary),
        await ask("POST", `${PRIVILEGES}/permanent`, permanent),
        await ask("POST", `${PRIVILEGES}/permanent`, { ...permanent, slug: "Not A Slug" }),
        await ask("DELETE", PRIVILEGES, { ...pair, privilegeSlug: "nowhere" }),
        await ask("DELETE", PRIVILEGES, { ...pair, projectSlug: "nowhere", privilegeSlug: "nowhere" }),
        await ask("POST", `${PRIVILEGES}/permanent`, permanent, "Bearer no.such.token"),
      ],
      list: [
        await ask("GET", `${PRIVILEGES}?${query}`),
        await ask("GET", `${PRIVILEGES}?${query.replace(pair.projectSlug, "nowhere")}`),
      ],
      universalAuth: [
        await ask("POST", identity, {}),
        await ask("POST", identity, {}),
        await ask("GET", unknown),
        await ask("DELETE", unknown),
      ],
    };
  } finally {
    await simulator.close();
  }
}

/** Which answers go with a request. */
export function routeOf(path: string, method: string): RouteName {
  if (path.startsWith(`${UNIVERSAL_AUTH}/login`)) return "login";
  if (path.startsWith(UNIVERSAL_AUTH)) return "universalAuth";
  return method === "GET" ? "list" : "privilege";
}

import type { Simulator } from "../../../src/simulator/start-simulator";
import type { OrganizationRole, ProjectRole } from "../../../src/simulator/world";
import { field, messageOf, targetOf, type Exchange } from "./exchange";

interface Description {
  projectRole?: ProjectRole;
  organizationRole?: OrganizationRole;
  outside?: boolean;
  universalAuth?: { accessTokenTTL?: number; accessTokenMaxTTL?: number; accessTokenNumUsesLimit?: number };
}

const role = "(admin|member|viewer|no-access)";
const patterns = {
  projectRole: new RegExp(
    `${role} (?:in|of) the project|project(?: role)? ${role}|^${role}\\b(?! (?:in|of) the org)`,
    "i",
  ),
  organizationRole: new RegExp(`${role} (?:in|of) the org|org(?:anization)?(?: role)? ${role}`, "i"),
  outside: /no member of the project|not a member|outside (?:of )?the project/i,
  ttl: /TTL (\d+) s(?:,| and) max TTL (\d+) s/,
  uses: /uses limit (\d+)/,
  sameCallerAgain: /\b(?:that|the same|its(?: old)?|revoked) token|^token from/i,
};

/**
 * Finds out with which token a request was made. Recordings read REDACTED in its place, so whose it was is taken from
 * the note, and where a token was none at all from the answer, which then depends on nothing else. Where neither
 * tells, the operator asked.
 */
export class Callers {
  private readonly tokenByGroup = new Map<string, string>();
  private readonly groupsOfOthers: ReadonlySet<string>;
  private readonly targets: ReadonlySet<string>;
  private readonly operatorToken: string;
  /** The token that is not the operator's and was issued or used last. */
  private current: string | undefined;

  constructor(
    private readonly simulator: Simulator,
    exchanges: readonly Exchange[],
  ) {
    this.operatorToken = simulator.issueToken();
    this.groupsOfOthers = new Set(exchanges.filter(refusesTheCaller).map(groupOf));
    this.targets = new Set(
      exchanges
        .flatMap((exchange) => [targetOf(exchange).identityId, superiorOf(exchange)])
        .filter((id) => id !== undefined),
    );
  }

  /** Takes note of a token that a replayed login was answered. */
  issued(token: string): void {
    this.current = token;
  }

  /** What a body shows as REDACTED where an access token belongs. */
  get tokenInBody(): string {
    return this.current ?? this.operatorToken;
  }

  /** The Authorization header to send; undefined for none. */
  async authorization(exchange: Exchange): Promise<string | undefined> {
    const header = exchange.requestHeaders["authorization"];
    if (header === undefined || !header.includes("REDACTED")) {
      return header;
    }
    const token = this.forged(exchange) ?? (await this.callers(exchange));
    return header.replace("REDACTED", token);
  }

  private forged(exchange: Exchange): string | undefined {
    const [head = "", claims = ""] = this.operatorToken.split(".");
    switch (messageOf(exchange)) {
      case "jwt malformed":
        return "garbage";
      case "invalid token":
        return "garbage.with.dots";
      case "invalid signature":
        return `${head}.${claims}.${Buffer.from("signed with another key").toString("base64url")}`;
      case "jwt signature is required":
        return `${head}.${claims}.`;
      default:
        return /unknown access-token id/.test(exchange.note) ? this.strangersToken({}) : undefined;
    }
  }

  /** A token of an identity that is gone at once; it stays well signed. */
  private strangersToken(settings: { accessTokenMaxTTL?: number }): string {
    const { store } = this.simulator;
    const id = store.addIdentity({ name: "stranger" });
    store.attachUniversalAuth(id, settings);
    const token = this.simulator.issueToken(id);
    store.deleteIdentity(id);
    return token;
  }

  private async callers(exchange: Exchange): Promise<string> {
    if (patterns.sameCallerAgain.test(exchange.note) && this.current !== undefined) {
      return this.current;
    }
    // Who reads secrets is the identity whose privileges the recording is about (p17).
    const [target] = this.targets;
    if (readsSecrets(exchange) && target !== undefined) {
      return this.cached("reader of secrets", () => Promise.resolve(this.simulator.issueToken(target)));
    }
    const group = groupOf(exchange);
    const noted = describe(group);
    if (!this.groupsOfOthers.has(group) || (noted === undefined && !refusesTheCaller(exchange))) {
      return this.operatorToken;
    }
    const description = { ...describeByAnswer(exchange), ...noted };
    if (Object.keys(description).length === 0) {
      return this.strangersToken(messageOf(exchange) === "jwt expired" ? { accessTokenMaxTTL: -1 } : {});
    }
    const key = noted === undefined ? JSON.stringify(description) : group;
    this.current = await this.cached(key, () => this.logIn(description));
    return this.current;
  }

  private async cached(key: string, make: () => Promise<string>): Promise<string> {
    const token = this.tokenByGroup.get(key) ?? (await make());
    this.tokenByGroup.set(key, token);
    return token;
  }

  /** Makes a caller as described, with universal auth of its own, and logs in as it. */
  private async logIn(description: Description): Promise<string> {
    const { store, url } = this.simulator;
    const { organizationRole, universalAuth } = description;
    const identityId = this.identityFor(description);
    if (organizationRole !== undefined) {
      store.setOrganizationRole(identityId, organizationRole);
    }
    if (store.universalAuth(identityId) !== undefined) {
      store.detachUniversalAuth(identityId);
    }
    const { clientId } = store.attachUniversalAuth(identityId, universalAuth);
    const response = await fetch(`${url}/api/v1/auth/universal-auth/login`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-real-ip": "192.0.2.1" },
      body: JSON.stringify({ clientId, clientSecret: store.addClientSecret(identityId) }),
    });
    return String(field(await response.json(), "accessToken"));
  }

  /** An identity of the world that fits and is not acted on in the recording, else a new one. */
  private identityFor({ projectRole = "viewer", outside = false }: Description): string {
    const { world, store } = this.simulator;
    const candidates = outside
      ? world.outsiders
      : world.targets.filter((target) => target.projectRole === projectRole);
    const free = candidates.find(({ identityId }) => !this.targets.has(identityId));
    const memberships = outside ? [] : world.projects.map(({ slug }) => [slug, projectRole] as const);
    return free?.identityId ?? store.addIdentity({ name: "caller" }, Object.fromEntries(memberships));
  }
}

/** The part of a note that tells who asks: what stands before the colon, or before the number of the use. */
function groupOf({ note }: Exchange): string {
  return (note.split(":")[0] ?? note).replace(/,? (?:use )?#?\d+$/, "");
}

function describe(group: string): Description | undefined {
  const [, ttl, maxTTL] = patterns.ttl.exec(group) ?? [];
  const [, uses] = patterns.uses.exec(group) ?? [];
  const description: Description = {
    ...(patterns.outside.test(group) && { outside: true }),
    ...roleIn(group),
    ...(ttl !== undefined && {
      universalAuth: { accessTokenTTL: Number(ttl), accessTokenMaxTTL: Number(maxTTL) },
    }),
    ...(uses !== undefined && { universalAuth: { accessTokenNumUsesLimit: Number(uses) } }),
  };
  return Object.keys(description).length > 0 ? description : undefined;
}

function roleIn(group: string): Pick<Description, "projectRole" | "organizationRole"> {
  const inProject = patterns.projectRole.exec(group)?.slice(1).find(Boolean)?.toLowerCase();
  const inOrganization = patterns.organizationRole.exec(group)?.slice(1).find(Boolean)?.toLowerCase();
  return {
    ...(inProject !== undefined && { projectRole: inProject as ProjectRole }),
    ...(inOrganization !== undefined &&
      inOrganization !== "viewer" && { organizationRole: inOrganization as OrganizationRole }),
  };
}

/** What a refusal itself says of the caller; its note may say more. */
function describeByAnswer(exchange: Exchange): Description | undefined {
  switch (field(exchange.responseBody, "error")) {
    case "PermissionDenied":
      return { projectRole: "no-access" };
    case "Identity not in project":
      return { outside: true };
    default:
      return undefined;
  }
}

/** Whether an answer says that it is not the operator, or not with a good token, who asked. */
function refusesTheCaller(exchange: Exchange): boolean {
  const error = field(exchange.responseBody, "error");
  return (
    exchange.requestHeaders["authorization"] !== undefined &&
    !readsSecrets(exchange) &&
    (error === "PermissionDenied" ||
      error === "Identity not in project" ||
      error === "UnauthorizedError" ||
      messageOf(exchange) === "jwt expired" ||
      // The operator, too, meets identities that have more than it (p15), but then no note says who asked.
      (messageOf(exchange).includes("more privileged") && describe(groupOf(exchange)) !== undefined) ||
      messageOf(exchange).startsWith("Unable to renew"))
  );
}

/** The identity that a refusal says to be above its caller, where the path names it; so it is not the caller. */
function superiorOf(exchange: Exchange): string | undefined {
  return messageOf(exchange).includes("more privileged")
    ? /\/identities\/([0-9a-f-]{36})/i.exec(exchange.path)?.[1]?.toLowerCase()
    : undefined;
}

function readsSecrets({ path }: Exchange): boolean {
  return path.startsWith("/api/v3/secrets/raw");
}

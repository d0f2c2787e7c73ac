import { randomUUID } from "node:crypto";
import type { World } from "../world";
import { PrivilegeTable } from "./privilege-table";
import type {
  AccessTokenRow,
  ClientSecretRow,
  IdentityRow,
  MembershipRow,
  PrivilegeRow,
  ProjectRow,
  TokenAuthRow,
  UniversalAuthRow,
} from "./rows";
import { newUniversalAuth } from "./universal-auth-defaults";

/** The rows of every table: what a state file keeps. */
export interface DatabaseContent {
  identities: IdentityRow[];
  projects: ProjectRow[];
  memberships: MembershipRow[];
  /** In the order of LIST. */
  privileges: PrivilegeRow[];
  universalAuths: UniversalAuthRow[];
  tokenAuths: TokenAuthRow[];
  clientSecrets: ClientSecretRow[];
  accessTokens: AccessTokenRow[];
}

/** The tables of the server. Every look-up that a request makes is by key, so that large worlds stay fast. */
export class Database {
  readonly identities = new Map<string, IdentityRow>();
  readonly projects = new Map<string, ProjectRow>();
  /** By `membershipKey`. */
  readonly memberships = new Map<string, MembershipRow>();
  readonly privileges = new PrivilegeTable();
  /** By identity id. */
  readonly universalAuths = new Map<string, UniversalAuthRow>();
  /** By identity id. */
  readonly tokenAuths = new Map<string, TokenAuthRow>();
  /** By universal auth id. */
  readonly clientSecrets = new Map<string, ClientSecretRow[]>();
  readonly accessTokens = new Map<string, AccessTokenRow>();
  private readonly identityByClientId = new Map<string, string>();

  /** The tables of a new server. Each target is a member of every project unless the world says of which. */
  static ofWorld(world: World, now: number): Database {
    const database = new Database();
    database.seed(world, now);
    return database;
  }

  /** The tables as `content` gave them. */
  static ofContent(content: DatabaseContent): Database {
    const database = new Database();
    content.identities.forEach((row) => database.identities.set(row.id, row));
    content.projects.forEach((row) => database.projects.set(row.id, row));
    content.memberships.forEach((row) =>
      database.memberships.set(membershipKey(row.identityId, row.projectId), row),
    );
    content.privileges.forEach((row) => {
      database.privileges.insert(row);
    });
    content.universalAuths.forEach((row) => {
      database.addUniversalAuth(row);
    });
    content.tokenAuths.forEach((row) => database.tokenAuths.set(row.identityId, row));
    content.clientSecrets.forEach((row) => database.clientSecrets.get(row.universalAuthId)?.push(row));
    content.accessTokens.forEach((row) => database.accessTokens.set(row.id, row));
    return database;
  }

  content(): DatabaseContent {
    return {
      identities: [...this.identities.values()],
      projects: [...this.projects.values()],
      memberships: [...this.memberships.values()],
      privileges: this.privileges.all(),
      universalAuths: [...this.universalAuths.values()],
      tokenAuths: [...this.tokenAuths.values()],
      clientSecrets: [...this.clientSecrets.values()].flat(),
      accessTokens: [...this.accessTokens.values()],
    };
  }

  private seed(world: World, now: number): void {
    const addIdentity = (
      id: string,
      name: string,
      organizationRole: IdentityRow["organizationRole"],
    ): void => {
      this.identities.set(id, { id, name, organizationRole, createdAt: now, updatedAt: now });
    };
    for (const { id, slug, name, environments, closedToPrivileges } of world.projects) {
      this.projects.set(id, { id, slug, name: name ?? slug, environments, closedToPrivileges });
    }
    const { operator } = world;
    addIdentity(operator.identityId, operator.name, operator.organizationRole);
    for (const identity of [...world.targets, ...world.outsiders]) {
      addIdentity(identity.identityId, identity.name, identity.organizationRole);
    }
    for (const project of world.projects) {
      this.addMembership(operator.identityId, project.id, operator.projectRole, now);
      for (const target of world.targets) {
        if (target.projects === undefined || target.projects.includes(project.slug)) {
          this.addMembership(target.identityId, project.id, target.projectRole, now);
        }
      }
    }
    const operatorAuth = newUniversalAuth(operator.identityId, now, { clientId: operator.clientId });
    this.addUniversalAuth(operatorAuth);
    this.addClientSecret(operatorAuth.id, operator.clientSecret, now);
  }

  projectBySlug(slug: string): ProjectRow | undefined {
    for (const project of this.projects.values()) {
      if (project.slug === slug) {
        return project;
      }
    }
    return undefined;
  }

  membership(identityId: string, projectId: string): MembershipRow | undefined {
    return this.memberships.get(membershipKey(identityId, projectId));
  }

  addMembership(
    identityId: string,
    projectId: string,
    role: MembershipRow["role"],
    now: number,
  ): MembershipRow {
    const row = { id: randomUUID(), identityId, projectId, role, createdAt: now, updatedAt: now };
    this.memberships.set(membershipKey(identityId, projectId), row);
    return row;
  }

  /** Removing a membership deletes its privileges for good (contract/api.md 2, p19:5-12). */
  deleteMembership(membership: MembershipRow): void {
    this.privileges.deleteOfMembership(membership.id);
    this.memberships.delete(membershipKey(membership.identityId, membership.projectId));
  }

  deleteIdentity(identityId: string): void {
    for (const membership of [...this.memberships.values()]) {
      if (membership.identityId === identityId) {
        this.deleteMembership(membership);
      }
    }
    this.deleteUniversalAuth(identityId);
    this.tokenAuths.delete(identityId);
    this.identities.delete(identityId);
  }

  deleteProject(projectId: string): void {
    for (const membership of [...this.memberships.values()]) {
      if (membership.projectId === projectId) {
        this.deleteMembership(membership);
      }
    }
    this.projects.delete(projectId);
  }

  universalAuthByClientId(clientId: string): UniversalAuthRow | undefined {
    return this.universalAuths.get(this.identityByClientId.get(clientId) ?? "");
  }

  addUniversalAuth(row: UniversalAuthRow): void {
    this.universalAuths.set(row.identityId, row);
    this.identityByClientId.set(row.clientId, row.identityId);
    this.clientSecrets.set(row.id, []);
  }

  updateUniversalAuth(row: UniversalAuthRow, changes: Partial<UniversalAuthRow>): void {
    this.identityByClientId.delete(row.clientId);
    Object.assign(row, changes);
    this.identityByClientId.set(row.clientId, row.identityId);
  }

  /** Takes the client secrets and every token that was issued with it (contract/api.md 3, u01:12-17, p14:77-78). */
  deleteUniversalAuth(identityId: string): void {
    const row = this.universalAuths.get(identityId);
    if (row === undefined) {
      return;
    }
    this.universalAuths.delete(identityId);
    this.identityByClientId.delete(row.clientId);
    this.clientSecrets.delete(row.id);
    for (const token of [...this.accessTokens.values()]) {
      if (token.identityId === identityId) {
        this.accessTokens.delete(token.id);
      }
    }
  }

  addClientSecret(
    universalAuthId: string,
    secret: string,
    now: number,
    settings: Partial<Pick<ClientSecretRow, "description" | "ttl" | "numUsesLimit">> = {},
  ): ClientSecretRow {
    const row: ClientSecretRow = {
      id: randomUUID(),
      universalAuthId,
      secret,
      description: "",
      numUses: 0,
      numUsesLimit: 0,
      ttl: 0,
      isRevoked: false,
      createdAt: now,
      updatedAt: now,
      ...settings,
    };
    this.clientSecrets.get(universalAuthId)?.push(row);
    return row;
  }
}

export function membershipKey(identityId: string, projectId: string): string {
  return `${identityId}/${projectId}`;
}

import { randomBytes, randomUUID } from "node:crypto";
import type { Clock } from "../clock";
import type { OrganizationRole, ProjectRole } from "../world";
import type { Database } from "./database";
import type { ClientSecretRow, MembershipRow, PrivilegeRow, ProjectRow, UniversalAuthRow } from "./rows";
import { newUniversalAuth } from "./universal-auth-defaults";

/** A privilege without what the database gives it; what is left out is that of an empty permanent privilege. */
export type PrivilegeFields = Omit<PrivilegeRow, "id" | "membershipId" | "identityId" | "projectId">;

/**
 * The server's data as somebody sees and changes it who does not go through v1 of the API: the web page, API v2, the
 * database itself. Nothing is checked, so that rows can take every form that such changes leave behind.
 */
export class Store {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The privileges of an identity in a project, in the order of LIST. The rows are copies. */
  privileges(identityId: string, projectSlug: string): PrivilegeRow[] {
    const { id } = this.membership(identityId, projectSlug);
    return this.database.privileges.ofMembership(id).map((row) => structuredClone(row));
  }

  /** Every privilege on the server. The rows are copies. */
  allPrivileges(): PrivilegeRow[] {
    return this.database.privileges.all().map((row) => structuredClone(row));
  }

  /** The first privilege with that slug. The row is a copy. */
  privilege(identityId: string, projectSlug: string, slug: string): PrivilegeRow | undefined {
    return this.privileges(identityId, projectSlug).find((row) => row.slug === slug);
  }

  /** Adds a privilege; a slug that is taken gives a duplicate. */
  addPrivilege(
    identityId: string,
    projectSlug: string,
    fields: Partial<PrivilegeFields> & { slug: string },
  ): PrivilegeRow {
    const membership = this.membership(identityId, projectSlug);
    const now = this.clock.now();
    const row: PrivilegeRow = {
      id: randomUUID(),
      membershipId: membership.id,
      identityId: membership.identityId,
      projectId: membership.projectId,
      isTemporary: false,
      temporaryMode: null,
      temporaryRange: null,
      temporaryAccessStartTime: null,
      temporaryAccessEndTime: null,
      permissions: [],
      createdAt: now,
      updatedAt: now,
      ...fields,
    };
    this.database.privileges.insert(row);
    return structuredClone(row);
  }

  /** Sets any fields of a privilege: another slug, rules of any form, a window of its own. */
  editPrivilege(id: string, changes: Partial<PrivilegeFields>): PrivilegeRow {
    const row = this.row(id);
    this.database.privileges.update(row, { updatedAt: this.clock.now(), ...structuredClone(changes) });
    return structuredClone(row);
  }

  deletePrivilege(id: string): void {
    this.database.privileges.delete(this.row(id));
  }

  /** A copy of an identity's universal auth, undefined when none is attached. */
  universalAuth(identityId: string): UniversalAuthRow | undefined {
    return structuredClone(this.database.universalAuths.get(identityId));
  }

  attachUniversalAuth(identityId: string, settings: Partial<UniversalAuthRow> = {}): UniversalAuthRow {
    const row = newUniversalAuth(identityId, this.clock.now(), settings);
    this.database.addUniversalAuth(row);
    return structuredClone(row);
  }

  editUniversalAuth(identityId: string, changes: Partial<UniversalAuthRow>): UniversalAuthRow {
    const row = this.universalAuthRow(identityId);
    this.database.updateUniversalAuth(row, { updatedAt: this.clock.now(), ...structuredClone(changes) });
    return structuredClone(row);
  }

  /** Ends the client secrets and tokens of the identity, too. */
  detachUniversalAuth(identityId: string): void {
    this.universalAuthRow(identityId);
    this.database.deleteUniversalAuth(identityId);
  }

  /** The identity that logs in with a client id. */
  identityOfClient(clientId: string): string | undefined {
    return this.database.universalAuthByClientId(clientId)?.identityId;
  }

  /** The client secrets of an identity, oldest first. The rows are copies. */
  clientSecrets(identityId: string): ClientSecretRow[] {
    const { id } = this.universalAuthRow(identityId);
    return structuredClone(this.database.clientSecrets.get(id) ?? []);
  }

  /** @returns the client secret, with which and with the client id the identity logs in. */
  addClientSecret(identityId: string, settings: { ttl?: number; numUsesLimit?: number } = {}): string {
    const secret = randomBytes(32).toString("hex");
    this.database.addClientSecret(this.universalAuthRow(identityId).id, secret, this.clock.now(), settings);
    return secret;
  }

  /** Ends every token that an identity holds, as if each had been revoked. */
  revokeTokens(identityId: string): void {
    for (const token of [...this.database.accessTokens.values()]) {
      if (token.identityId === identityId) {
        this.database.accessTokens.delete(token.id);
      }
    }
  }

  addIdentity(
    identity: { id?: string; name: string; organizationRole?: OrganizationRole },
    memberships: Readonly<Record<string, ProjectRole>> = {},
  ): string {
    const { id = randomUUID(), name, organizationRole = "no-access" } = identity;
    const now = this.clock.now();
    this.database.identities.set(id, { id, name, organizationRole, createdAt: now, updatedAt: now });
    for (const [projectSlug, role] of Object.entries(memberships)) {
      this.addMembership(id, projectSlug, role);
    }
    return id;
  }

  deleteIdentity(identityId: string): void {
    this.database.deleteIdentity(identityId);
  }

  setOrganizationRole(identityId: string, role: OrganizationRole): void {
    const identity = this.database.identities.get(identityId);
    if (identity === undefined) {
      throw new Error(`The simulator has no identity ${identityId}.`);
    }
    identity.organizationRole = role;
  }

  isMember(identityId: string, projectSlug: string): boolean {
    return this.database.membership(identityId, this.project(projectSlug).id) !== undefined;
  }

  addMembership(identityId: string, projectSlug: string, role: ProjectRole): MembershipRow {
    return this.database.addMembership(identityId, this.project(projectSlug).id, role, this.clock.now());
  }

  setProjectRole(identityId: string, projectSlug: string, role: ProjectRole): void {
    this.membership(identityId, projectSlug).role = role;
  }

  /** Deletes the privileges of the identity in the project, too. */
  removeMembership(identityId: string, projectSlug: string): void {
    this.database.deleteMembership(this.membership(identityId, projectSlug));
  }

  hasProject(projectSlug: string): boolean {
    return this.database.projectBySlug(projectSlug) !== undefined;
  }

  addProject(project: { id?: string; slug: string; name?: string; closedToPrivileges?: boolean }): string {
    const { id = randomUUID(), slug, name = slug, closedToPrivileges = false } = project;
    const environments = ["dev", "staging", "prod"];
    this.database.projects.set(id, { id, slug, name, environments, closedToPrivileges });
    return id;
  }

  renameProject(projectSlug: string, newSlug: string): void {
    this.project(projectSlug).slug = newSlug;
  }

  /** 2026-08: from now on the project takes no additional privileges; those that it has stay. */
  closeProject(projectSlug: string): void {
    this.project(projectSlug).closedToPrivileges = true;
  }

  deleteProject(projectSlug: string): void {
    this.database.deleteProject(this.project(projectSlug).id);
  }

  private project(slug: string): ProjectRow {
    const project = this.database.projectBySlug(slug);
    if (project === undefined) {
      throw new Error(`The simulator has no project '${slug}'.`);
    }
    return project;
  }

  private membership(identityId: string, projectSlug: string): MembershipRow {
    const membership = this.database.membership(identityId, this.project(projectSlug).id);
    if (membership === undefined) {
      throw new Error(`Identity ${identityId} is no member of project '${projectSlug}' in the simulator.`);
    }
    return membership;
  }

  private row(id: string): PrivilegeRow {
    const row = this.database.privileges.get(id);
    if (row === undefined) {
      throw new Error(`The simulator has no privilege ${id}.`);
    }
    return row;
  }

  private universalAuthRow(identityId: string): UniversalAuthRow {
    const row = this.database.universalAuths.get(identityId);
    if (row === undefined) {
      throw new Error(`Identity ${identityId} has no universal auth in the simulator.`);
    }
    return row;
  }
}

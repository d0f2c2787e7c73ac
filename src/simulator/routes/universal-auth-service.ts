import { randomUUID } from "node:crypto";
import type { Caller, ServerContext } from "../http/context";
import { trustedIps } from "../http/trusted-ip";
import type { UniversalAuthBody } from "../release/request-schemas";
import type { IdentityRow, UniversalAuthRow } from "../state/rows";
import { newUniversalAuth } from "../state/universal-auth-defaults";
import { databaseUuid } from "./identifier";
import { demand, demandPrivilegesOf, organizationAbility } from "./project-access";

/** The largest number that the database's column holds (u03:10,12: 2^53 - 1 is stored, 1e20 refused). */
const largestNumber = 2 ** 63;

export function findIdentity(identityId: string, context: ServerContext): IdentityRow {
  const identity = context.database.identities.get(databaseUuid(identityId, "FindOne", context));
  if (identity === undefined) {
    throw context.release.refusals.identityNotFound(identityId);
  }
  return identity;
}

/** Universal auth is governed by the organization's roles, not by a project's (contract/api.md 4). */
export function demandOfOrganization(action: string, caller: Caller, context: ServerContext): void {
  demand(organizationAbility(findIdentity(caller.identityId, context)), action, "identity", context);
}

/** Refuses to touch the universal auth of an identity whose organization role is above the caller's (p20:12). */
export function demandOrganizationPrivilegesOf(
  identity: IdentityRow,
  deed: "revoke universal auth" | "add client secret",
  caller: Caller,
  context: ServerContext,
): void {
  const ability = organizationAbility(findIdentity(caller.identityId, context));
  demandPrivilegesOf(organizationAbility(identity), ability, deed, context);
}

export function attachedUniversalAuth(
  identity: IdentityRow,
  operation: "get" | "update" | "delete" | "client secrets",
  context: ServerContext,
): UniversalAuthRow {
  const row = context.database.universalAuths.get(identity.id);
  if (row === undefined) {
    throw context.release.refusals.noUniversalAuth(operation, identity.id);
  }
  return row;
}

/** The fields of a body as they are stored; lists are replaced as a whole, absent fields are left alone. */
function storedSettings(
  { clientSecretTrustedIps, accessTokenTrustedIps, ...numbers }: UniversalAuthBody,
  operation: string,
  { ipAllowlisting, release: { refusals } }: ServerContext,
): Partial<UniversalAuthRow> {
  const stored: Partial<UniversalAuthRow> = {
    ...numbers,
    ...(clientSecretTrustedIps && {
      clientSecretTrustedIps: trustedIps(clientSecretTrustedIps, ipAllowlisting, refusals),
    }),
    ...(accessTokenTrustedIps && {
      accessTokenTrustedIps: trustedIps(accessTokenTrustedIps, ipAllowlisting, refusals),
    }),
  };
  if (Object.values(stored).some((value) => typeof value === "number" && Math.abs(value) >= largestNumber)) {
    throw refusals.database(operation);
  }
  return stored;
}

/** Between the check and the insertion other requests get their turn, but here the database enforces one (p18:157-166). */
export async function attachUniversalAuth(
  identityId: string,
  body: UniversalAuthBody,
  caller: Caller,
  context: ServerContext,
  beforeCommit: () => Promise<void>,
): Promise<UniversalAuthRow> {
  const { database, release, clock } = context;
  const identity = findIdentity(identityId, context);
  if (database.universalAuths.has(identity.id) || database.tokenAuths.has(identity.id)) {
    throw release.refusals.alreadyConfigured();
  }
  const { accessTokenTTL = 0, accessTokenMaxTTL = 0 } = body;
  if (accessTokenMaxTTL > 0 && accessTokenTTL > accessTokenMaxTTL) {
    throw release.refusals.ttlAboveMaximum();
  }
  demandOfOrganization("create", caller, context);
  const settings = storedSettings(body, "Create", context);
  await beforeCommit();
  if (database.universalAuths.has(identity.id)) {
    throw release.refusals.database("Create");
  }
  const row = newUniversalAuth(identity.id, clock.now(), { ...settings, clientId: randomUUID() });
  database.addUniversalAuth(row);
  return row;
}

/**
 * The comparison of the TTLs is the server's own: where the body has no TTL, or one of 0, the stored *maximum* takes
 * its place (contract/api.md 3, u10:2-9, u06:8,12). A body that changes nothing stumbles in the database (u06:2,25).
 */
export async function updateUniversalAuth(
  identityId: string,
  body: UniversalAuthBody,
  caller: Caller,
  context: ServerContext,
  beforeCommit: () => Promise<void>,
): Promise<UniversalAuthRow> {
  const { database, release, clock } = context;
  const identity = findIdentity(identityId, context);
  const row = attachedUniversalAuth(identity, "update", context);
  const maximum = body.accessTokenMaxTTL || row.accessTokenMaxTTL;
  if (maximum > 0 && (body.accessTokenTTL || row.accessTokenMaxTTL) > maximum) {
    throw release.refusals.ttlAboveMaximum();
  }
  demandOfOrganization("edit", caller, context);
  const changes = storedSettings(body, "Update by id", context);
  if (Object.values(changes).every((value) => value === undefined)) {
    throw release.refusals.database("Update by id");
  }
  await beforeCommit();
  database.updateUniversalAuth(row, { ...changes, updatedAt: clock.now() });
  return row;
}

export async function detachUniversalAuth(
  identityId: string,
  caller: Caller,
  context: ServerContext,
  beforeCommit: () => Promise<void>,
): Promise<UniversalAuthRow> {
  const identity = findIdentity(identityId, context);
  const row = attachedUniversalAuth(identity, "delete", context);
  demandOfOrganization("edit", caller, context);
  demandOrganizationPrivilegesOf(identity, "revoke universal auth", caller, context);
  await beforeCommit();
  context.database.deleteUniversalAuth(identity.id);
  return row;
}

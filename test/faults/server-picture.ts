import type { PrivilegeRow, UniversalAuthRow } from "../../src/simulator/state/rows";
import type { Simulator } from "../../src/simulator/start-simulator";

/** What a server holds at one moment. */
export interface ServerPicture {
  readonly privileges: readonly PrivilegeRow[];
  readonly universalAuths: readonly (UniversalAuthRow & { readonly clientSecrets: number })[];
}

export function pictureOf({ store, world }: Simulator): ServerPicture {
  const identityIds = [world.operator, ...world.targets, ...world.outsiders].map(
    ({ identityId }) => identityId,
  );
  return {
    privileges: store.allPrivileges(),
    universalAuths: identityIds.flatMap((identityId) => {
      const row = store.universalAuth(identityId);
      return row ? [{ ...row, clientSecrets: store.clientSecrets(identityId).length }] : [];
    }),
  };
}

/**
 * One line for each thing that a server grants, without what differs from run to run (ids, times): two servers on which the same was brought
 * about have the same lines.
 */
export function grantsOf({ privileges, universalAuths }: ServerPicture): string[] {
  return [
    ...privileges.map((row) =>
      JSON.stringify([
        row.identityId,
        row.projectId,
        row.slug,
        row.permissions,
        row.isTemporary && [row.temporaryMode, row.temporaryRange],
      ]),
    ),
    ...universalAuths.map(
      ({ id: _id, clientId: _clientId, createdAt: _created, updatedAt: _updated, ...settings }) =>
        JSON.stringify(settings),
    ),
  ].sort();
}

/** Elements of `left` that `right` has not, each as often as it has too many. */
export function surplus(left: readonly string[], right: readonly string[]): string[] {
  const rest = [...right];
  return left.filter((element) => {
    const index = rest.indexOf(element);
    if (index >= 0) rest.splice(index, 1);
    return index < 0;
  });
}

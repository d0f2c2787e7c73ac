import type { ReleaseName } from "../../src/simulator/release/release";
import type { Simulator } from "../../src/simulator/start-simulator";
import { ADOPTED, accessStack, AUDIT, LOGIN, READER, rule, SHIFT, type Place } from "./access-stack";
import type { Resources } from "./core/configuration";

/** What Terraform is asked to do while something goes wrong. */
export interface Operation {
  readonly name: string;
  /** What was applied before; nothing when undefined. */
  before?(place: Place): Resources;
  /** What somebody did to the server since. */
  meanwhile?(simulator: Simulator, place: Place): void;
  readonly command: "apply" | "refresh";
  /** What shall be in the end. */
  after(place: Place): Resources;
  /** Windows that the declaration opens (addresses): their start is the time of the apply. */
  readonly opens?: readonly string[];
  readonly releases?: readonly ReleaseName[];
  /** Requests that only this operation makes are the ones to disturb; those of every plan are disturbed elsewhere. */
  readonly onlyWrites?: true;
}

/** The privilege windows of the stack, and what each operation does to it. */
export const operations: readonly Operation[] = [
  { name: "create", command: "apply", after: (place) => accessStack(place), opens: [SHIFT] },
  {
    name: "update",
    command: "apply",
    before: (place) => accessStack(place),
    after: (place) =>
      accessStack(place, {
        reader: { permissions: [rule(["read"], "/app/**"), rule(["create"], "/app/inbox")] },
        shift: { temporary: { range: "6h", renew_triggers: { ticket: "one" } } },
        audit: { permissions: [rule(["read"], "/audit/**")] },
        login: { access_token_ttl: 1800 },
        adopted: { access_token_num_uses_limit: 100 },
      }),
  },
  {
    name: "rename",
    command: "apply",
    before: (place) => accessStack(place),
    after: (place) =>
      accessStack(place, { reader: { slug: "app-reader-renamed" }, shift: { slug: "app-shift-renamed" } }),
    // Servers of 2026 ignore a rename; what is said about it is tested in test/drift.
    releases: ["2024-07"],
    onlyWrites: true,
  },
  {
    name: "convert",
    command: "apply",
    before: (place) => accessStack(place),
    after: (place) =>
      accessStack(place, { reader: { temporary: { range: "2h" } }, shift: { temporary: null } }),
    opens: [READER],
    onlyWrites: true,
  },
  {
    name: "renew",
    command: "apply",
    before: (place) => accessStack(place),
    after: (place) =>
      accessStack(place, { shift: { temporary: { range: "4h", renew_triggers: { ticket: "two" } } } }),
    opens: [SHIFT],
    onlyWrites: true,
  },
  {
    name: "move to another project",
    command: "apply",
    before: (place) => accessStack(place),
    after: (place) => accessStack(place, { reader: { project_slug: place.otherProjectSlug } }),
    onlyWrites: true,
  },
  {
    name: "grant again what was removed outside",
    command: "apply",
    before: (place) => accessStack(place),
    meanwhile: ({ store }, { identityId, projectSlug }) => {
      for (const { id, slug } of store.privileges(identityId, projectSlug)) {
        if (slug !== "app-audit") store.deletePrivilege(id);
      }
      store.detachUniversalAuth(identityId);
    },
    after: (place) => accessStack(place),
    onlyWrites: true,
  },
  {
    name: "remove strangers",
    command: "apply",
    before: (place) => accessStack(place),
    meanwhile: ({ store }, { identityId, projectSlug }) => {
      for (const slug of ["backdoor", "debug"]) {
        store.addPrivilege(identityId, projectSlug, {
          slug,
          permissions: [{ action: ["delete"], subject: ["secrets"], conditions: { environment: "prod" } }],
        });
      }
    },
    after: (place) => accessStack(place),
    onlyWrites: true,
  },
  {
    name: "refresh",
    command: "refresh",
    before: (place) => accessStack(place),
    meanwhile: ({ store }, { identityId, adoptedIdentityId, projectSlug }) => {
      const reader = store.privilege(identityId, projectSlug, "app-reader");
      const shift = store.privilege(identityId, projectSlug, "app-shift");
      if (reader) store.editPrivilege(reader.id, { permissions: [] });
      if (shift) store.deletePrivilege(shift.id);
      store.editUniversalAuth(adoptedIdentityId, { accessTokenTTL: 60 });
    },
    after: (place) => accessStack(place),
  },
  { name: "destroy", command: "apply", before: (place) => accessStack(place), after: () => ({}) },
];

export const addresses = { READER, SHIFT, AUDIT, LOGIN, ADOPTED };

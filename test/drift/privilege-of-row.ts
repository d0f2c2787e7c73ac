import { randomUUID } from "node:crypto";
import type { Rule } from "../../src/simulator/permission/rule";
import type { PrivilegeRow as Row } from "../../src/simulator/state/rows";
import type { PrivilegeFields } from "../../src/simulator/state/store";
import type { Simulator } from "../../src/simulator/start-simulator";
import { intrude } from "./intruder";
import type { MatrixResource } from "./matrix-resource";
import { read } from "./row-vocabulary";
import type { DeclaredPrivilege, PrivilegeRow, PrivilegeStep, StoredRule } from "./matrix-row";

/** The privilege of one row, on an identity of its own. */
export class PrivilegeOfRow implements MatrixResource {
  readonly type = "infisicalaccess_identity_privilege";
  readonly identityId: string;
  readonly address: string;
  #id: string | undefined;

  constructor(
    private readonly row: PrivilegeRow,
    readonly name: string,
    private readonly simulator: Simulator,
    private readonly projectSlug: string,
  ) {
    this.identityId = simulator.store.addIdentity({ name }, { [projectSlug]: "no-access" });
    this.address = `${this.type}.${name}`;
  }

  attributes({ identity, permissions = [read], ...others }: DeclaredPrivilege = {}): object {
    return {
      identity_id: identity === undefined ? this.identityId : this.identityId.toUpperCase(),
      project_slug: this.projectSlug,
      slug: this.name,
      permissions: permissions.map(({ conditions, ...rule }) => ({
        ...rule,
        ...(conditions !== undefined && {
          conditions: typeof conditions === "string" ? conditions : JSON.stringify(conditions),
        }),
      })),
      ...others,
    };
  }

  async changeOutside(): Promise<void> {
    this.#id = this.#created().id;
    for (const step of this.row.outside ?? []) await this.#take(step);
  }

  onServer(): string {
    const rows = this.simulator.store.allPrivileges();
    const row = rows.find(({ identityId, slug }) => identityId === this.identityId && slug === this.name);
    if (!row) return "";
    const { permissions, isTemporary, temporaryMode, temporaryRange } = row;
    const { temporaryAccessStartTime, temporaryAccessEndTime } = row;
    const window = { temporaryMode, temporaryRange, temporaryAccessStartTime, temporaryAccessEndTime };
    return JSON.stringify({ permissions, ...(isTemporary && window) });
  }

  async #take(step: PrivilegeStep): Promise<void> {
    const { store } = this.simulator;
    const project = this.projectSlug;
    if ("rules" in step) this.#edit({ permissions: step.rules });
    else if ("moreRules" in step)
      this.#edit({ permissions: [...this.#current().permissions, ...step.moreRules] });
    else if ("reverseRules" in step) this.#edit({ permissions: this.#current().permissions.reverse() });
    else if ("edit" in step) this.#edit(step.edit);
    else if ("moveWindow" in step) this.#moveWindow(step.moveWindow);
    else if ("patch" in step) await this.#patch(step.patch);
    else if ("add" in step) this.#add(this.identityId, step.add);
    else if ("addForAnotherIdentity" in step) {
      const another = store.addIdentity({ name: "another" }, { [project]: "no-access" });
      this.#add(another, step.addForAnotherIdentity);
    } else if ("recreate" in step) this.#recreate(step.recreate);
    else if ("give" in step) store.addMembership(this.identityId, project, "no-access");
    else if ("rename" in step) store.renameProject(project, `${project}-renamed`);
    else if ("operatorBecomes" in step) this.#changeOperator(step.operatorBecomes);
    else this.#remove(step.remove);
  }

  #remove(what: Extract<PrivilegeStep, { remove: string }>["remove"]): void {
    const { store } = this.simulator;
    const removals: Record<typeof what, () => void> = {
      privilege: () => store.deletePrivilege(this.#current().id),
      membership: () => store.removeMembership(this.identityId, this.projectSlug),
      identity: () => store.deleteIdentity(this.identityId),
      project: () => store.deleteProject(this.projectSlug),
    };
    removals[what]();
  }

  #changeOperator(role: "no member" | "viewer" | "admin"): void {
    const { store, world } = this.simulator;
    const { identityId } = world.operator;
    if (role === "no member") store.removeMembership(identityId, this.projectSlug);
    else store.setProjectRole(identityId, this.projectSlug, role);
  }

  #edit(changes: Parameters<typeof stored>[0]): void {
    this.simulator.store.editPrivilege(this.#current().id, stored(changes));
  }

  #moveWindow(milliseconds: number): void {
    const { temporaryAccessStartTime: start, temporaryAccessEndTime: end } = this.#current();
    this.#edit({
      temporaryAccessStartTime: (start ?? 0) + milliseconds,
      temporaryAccessEndTime: (end ?? 0) + milliseconds,
    });
  }

  #patch(privilegeDetails: object): Promise<void> {
    return intrude(this.simulator, "PATCH", "additional-privilege/identity", {
      identityId: this.identityId,
      projectSlug: this.projectSlug,
      privilegeSlug: this.#current().slug,
      privilegeDetails,
    });
  }

  #add(identityId: string, fields: Parameters<typeof stored>[0]): void {
    const { permissions } = this.#current();
    const added = { slug: this.name, permissions, ...stored(fields) };
    this.simulator.store.addPrivilege(identityId, this.projectSlug, added);
  }

  #recreate(fields: Parameters<typeof stored>[0]): void {
    const before = this.#current();
    this.simulator.store.deletePrivilege(before.id);
    const again = { ...before, ...stored(fields), id: randomUUID() };
    this.#id = this.simulator.store.addPrivilege(this.identityId, this.projectSlug, again).id;
  }

  #created(): Row {
    const [row] = this.simulator.store.privileges(this.identityId, this.projectSlug);
    if (!row) throw new Error(`the apply did not create ${this.address}`);
    return row;
  }

  #current(): Row {
    const rows = this.simulator.store.privileges(this.identityId, this.projectSlug);
    const row = rows.find(({ id }) => id === this.#id);
    if (!row) throw new Error(`${this.address} is not on the server any more`);
    return row;
  }
}

/** The simulator types conditions as objects; whoever stores rules otherwise than by API v1 is not bound to that. */
function stored({
  permissions,
  ...fields
}: Omit<Partial<PrivilegeFields>, "permissions"> & {
  permissions?: readonly StoredRule[];
}): Partial<PrivilegeFields> {
  return { ...fields, ...(permissions && { permissions: permissions as Rule[] }) };
}

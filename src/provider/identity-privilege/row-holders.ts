import { DiagnosticError } from "../../terraform-plugin/diagnostic";
import { privilegeName } from "./privilege-failure";
import type { ObjectValue, Value } from "../../terraform-plugin/value";

/**
 * For which rows the resources of one refresh stand. Somebody may remove a resource's row and give its slug to another resource's row; were that taken
 * for the lost one made again, two resources would stand for one row and change it in turns.
 */
export class RowHolders {
  readonly #byId = new Set<string>();
  readonly #read = new Set<Value | undefined>();
  readonly #bySlug = new Map<string, ObjectValue>();

  /**
   * A resource stands for the row whose id is in its state.
   *
   * @throws DiagnosticError when another resource has found that row by its slug already
   */
  holdById(state: ObjectValue): void {
    if (typeof state.id !== "string") return;
    this.#byId.add(state.id);
    const other = this.#bySlug.get(state.id);
    // The same resource, read once more after it took the row.
    if (other === undefined || other.slug === state.slug) return;
    throw new DiagnosticError({
      summary: "Two Resources Stand For One Privilege",
      detail: `The ${privilegeName(state)} (id ${state.id}) was renamed outside Terraform, and has now the slug of another resource of this stack whose privilege is gone: the ${privilegeName(other)}. Rename it back to "${String(state.slug)}" in Infisical's web page, then plan again.`,
      attribute: ["slug"],
    });
  }

  recordRead({ id }: ObjectValue): void {
    if (id !== null) this.#read.add(id);
  }

  /** Whether the refresh has read the row: always so in a plan, unless it goes without a refresh, and never in an apply. */
  wasRead(id: Value | undefined): boolean {
    return this.#read.has(id);
  }

  /** Whether a resource whose own row is gone may take the row that has its slug. */
  mayHoldBySlug(id: string, state: ObjectValue): boolean {
    if (this.#byId.has(id)) return false;
    this.#bySlug.set(id, state);
    return true;
  }
}

import { randomUUID } from "node:crypto";
import type { Simulator } from "../../src/simulator/start-simulator";
import { intrude } from "./intruder";
import type { MatrixResource } from "./matrix-resource";
import type { DeclaredUniversalAuth, UniversalAuthRowOfMatrix, UniversalAuthStep } from "./matrix-row";

/** The universal auth of one row, on an identity of its own. */
export class UniversalAuthOfRow implements MatrixResource {
  readonly type = "infisicalaccess_universal_auth_config";
  readonly identityId: string;
  readonly address: string;

  constructor(
    private readonly row: UniversalAuthRowOfMatrix,
    readonly name: string,
    private readonly simulator: Simulator,
  ) {
    this.identityId = simulator.store.addIdentity({ name });
    this.address = `${this.type}.${name}`;
  }

  attributes({ identity, ...others }: DeclaredUniversalAuth = {}): object {
    return {
      identity_id: identity === undefined ? this.identityId : this.identityId.toUpperCase(),
      ...others,
    };
  }

  async changeOutside(): Promise<void> {
    for (const step of this.row.outside ?? []) await this.#take(step);
  }

  onServer(): string {
    const row = this.simulator.store.universalAuth(this.identityId);
    const varying = { id: "", clientId: "", createdAt: 0, updatedAt: 0 };
    return row === undefined ? "" : JSON.stringify({ ...row, ...varying });
  }

  async #take(step: UniversalAuthStep): Promise<void> {
    const { store } = this.simulator;
    if ("edit" in step) store.editUniversalAuth(this.identityId, step.edit);
    else if ("patch" in step) await this.#intrude("PATCH", "universal-auth", step.patch);
    else if ("add" in step) store.addClientSecret(this.identityId);
    else if ("reattach" in step) {
      const before = store.universalAuth(this.identityId);
      const another = { id: randomUUID(), clientId: randomUUID() };
      store.detachUniversalAuth(this.identityId);
      store.attachUniversalAuth(this.identityId, { ...before, ...another, ...step.reattach });
    } else if ("replaceBy" in step) {
      store.detachUniversalAuth(this.identityId);
      await this.#intrude("POST", "token-auth", {});
    } else if (step.remove === "identity") store.deleteIdentity(this.identityId);
    else store.detachUniversalAuth(this.identityId);
  }

  #intrude(method: "PATCH" | "POST", kind: string, body: object): Promise<void> {
    return intrude(this.simulator, method, `auth/${kind}/identities/${this.identityId}`, body);
  }
}

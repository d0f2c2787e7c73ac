import type { InfisicalClient } from "../infisical/infisical-client";
import { PrivilegeDirectory } from "./identity-privilege/privilege-directory";
import { RowHolders } from "./identity-privilege/row-holders";
import { DiagnosticError } from "../terraform-plugin/diagnostic";
import { ApplyLedger } from "./apply-ledger";

/** What the resources of one provider process share. */
export class Connection {
  readonly ledger = new ApplyLedger();
  readonly rowHolders = new RowHolders();
  readonly #client: InfisicalClient | undefined;
  readonly #directory: PrivilegeDirectory | undefined;

  private constructor(
    client: InfisicalClient | undefined,
    private readonly unknownSettings: readonly string[],
  ) {
    this.#client = client;
    this.#directory = client && new PrivilegeDirectory(client);
  }

  static to(client: InfisicalClient): Connection {
    return new Connection(client, []);
  }

  /** A plan before the settings are known: whatever needs no request works. */
  static pending(unknownSettings: readonly string[]): Connection {
    return new Connection(undefined, unknownSettings);
  }

  get isPending(): boolean {
    return this.#client === undefined;
  }

  get client(): InfisicalClient {
    return this.#client ?? this.#refuse();
  }

  get directory(): PrivilegeDirectory {
    return this.#directory ?? this.#refuse();
  }

  #refuse(): never {
    throw new DiagnosticError({
      summary: "Provider Settings Not Known Yet",
      detail: `The provider's ${this.unknownSettings.map((name) => `"${name}"`).join(", ")} will only be known after apply, but what exists already has to be read from the server during the plan. Apply what produces the value first (terraform apply -target=…), or give the value by a variable or the environment.`,
    });
  }
}

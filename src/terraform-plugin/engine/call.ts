import type { CallContext } from "../call-context";
import type { DataSource } from "../data-source";
import { DiagnosticError, Diagnostics } from "../diagnostic";
import type { Logger } from "../logger";
import type { Provider } from "../provider";
import type { Resource } from "../resource";
import type { Schema } from "../schema";
import type { Session } from "./session";

/** One remote procedure call while it is answered. */
export class Call {
  readonly diagnostics = new Diagnostics();
  #schema: Schema | undefined;

  constructor(
    readonly method: string,
    readonly provider: Provider<unknown>,
    readonly session: Session,
    readonly logger: Logger,
  ) {}

  /** That which the paths of diagnostics are about. */
  get schema(): Schema | undefined {
    return this.#schema;
  }

  get context(): CallContext {
    return { diagnostics: this.diagnostics, stopped: this.session.stopped, logger: this.logger };
  }

  get connection(): unknown {
    if (this.session.configured === undefined) {
      throw new DiagnosticError({
        summary: "Provider Not Configured",
        detail: `Terraform called ${this.method} before the provider was configured. This is a bug in Terraform or in the provider's plugin library.`,
      });
    }
    return this.session.configured.connection;
  }

  useProviderSchema(): Schema {
    this.#schema = this.provider.schema;
    return this.provider.schema;
  }

  resource(typeName: string): Resource<unknown> {
    const resource = this.provider.resources.find((candidate) => candidate.typeName === typeName);
    if (resource === undefined) throw unknownType("resource", typeName, this.provider);
    this.#schema = resource.schema;
    return resource;
  }

  dataSource(typeName: string): DataSource<unknown> {
    const dataSource = this.provider.dataSources.find((candidate) => candidate.typeName === typeName);
    if (dataSource === undefined) throw unknownType("data source", typeName, this.provider);
    this.#schema = dataSource.schema;
    return dataSource;
  }
}

function unknownType(kind: string, typeName: string, provider: Provider<unknown>): DiagnosticError {
  return new DiagnosticError({
    summary: `Unknown ${kind === "resource" ? "Resource" : "Data Source"} Type`,
    detail: `${provider.address} ${provider.version} has no ${kind} "${typeName}".`,
  });
}

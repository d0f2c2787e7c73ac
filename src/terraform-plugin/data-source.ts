import type { CallContext } from "./call-context";
import type { Schema } from "./schema";
import type { ObjectValue } from "./value";

/** A data source. See {@link Resource} for `Connection` and errors. */
export interface DataSource<Connection> {
  readonly typeName: string;
  readonly schema: Schema;
  validate?(request: { readonly config: ObjectValue; readonly context: CallContext }): void | Promise<void>;
  read(request: {
    readonly config: ObjectValue;
    readonly connection: Connection;
    readonly context: CallContext;
  }): Promise<ObjectValue>;
}

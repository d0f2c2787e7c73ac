import type { CallContext } from "./call-context";
import type { DataSource } from "./data-source";
import type { Resource } from "./resource";
import type { Schema } from "./schema";
import type { ObjectValue } from "./value";

/** A Terraform provider: what {@link serve} makes available to Terraform. */
export interface Provider<Connection> {
  /** The source address, such as `npm.invalid/cdktf-infisical-access/infisicalaccess`. */
  readonly address: string;
  readonly version: string;
  readonly schema: Schema;
  readonly resources: readonly Resource<Connection>[];
  readonly dataSources: readonly DataSource<Connection>[];

  validate?(request: { readonly config: ObjectValue; readonly context: CallContext }): void | Promise<void>;

  /** Called once per process, before any resource is planned, read or applied. Parts of the configuration may be unknown during a plan. */
  configure(request: ConfigureRequest): Promise<Connection>;
}

export interface ConfigureRequest {
  readonly config: ObjectValue;
  /** Of Terraform or OpenTofu, such as "1.11.4". */
  readonly terraformVersion: string;
  readonly context: CallContext;
}

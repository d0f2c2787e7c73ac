import type { AttributePath } from "./attribute-path";
import type { CallContext } from "./call-context";
import type { PrivateState } from "./private-state";
import type { Schema } from "./schema";
import type { ObjectValue } from "./value";

/**
 * A managed resource.
 *
 * `Connection` is what {@link Provider.configure} returned. Every method may add to `context.diagnostics`, or throw a
 * `DiagnosticError` to end with one error.
 */
export interface Resource<Connection> {
  /** With the provider's prefix: `infisicalaccess_identity_privilege`. */
  readonly typeName: string;
  readonly schema: Schema;

  /** Judges the configuration alone; parts may be unknown. Called more than once per command, before any credential exists. */
  validate?(request: ValidateRequest): void | Promise<void>;

  /**
   * Keeps the prior's spelling in the plan wherever it means the same as the configuration. Runs before the framework decides whether the
   * resource changes at all, so that a mere respelling plans nothing. Core accepts, for a non-computed attribute, only the configuration's
   * value or the prior's, each non-null.
   */
  keepPriorSpelling?(request: {
    prior: ObjectValue;
    proposed: ObjectValue;
    config: ObjectValue;
  }): ObjectValue;

  /** Completes the plan of a create or update, after defaults and unknowns were filled in. Absent: the plan stands as it is. */
  plan?(request: PlanRequest<Connection>): PlanResult | Promise<PlanResult>;

  /** May refuse or comment the destruction (also the destroying half of a replacement that Terraform plans as such). */
  planDestroy?(request: PlanDestroyRequest<Connection>): void | Promise<void>;

  /** `state: null` says that the object is gone. */
  read(request: ReadRequest<Connection>): Promise<ReadResult>;

  create(request: CreateRequest<Connection>): Promise<WriteResult>;
  update(request: UpdateRequest<Connection>): Promise<WriteResult>;
  delete(request: DeleteRequest<Connection>): Promise<void>;

  /** Turns an import id into as much state as `read` needs, which is called with it afterwards. Attributes left out are null. */
  importState(request: ImportRequest<Connection>): Promise<ReadResult & { state: ObjectValue }>;

  /**
   * Takes over the state of another provider's resource (`moved` block). Attributes left out are null. Undefined: the source is not one that
   * this resource knows.
   */
  moveState?(request: MoveStateRequest): ReadResult | undefined | Promise<ReadResult | undefined>;
}

export interface ValidateRequest {
  readonly config: ObjectValue;
  readonly context: CallContext;
}

export interface PlanRequest<Connection> {
  readonly config: ObjectValue;
  /** Null when the resource is to be created. */
  readonly prior: ObjectValue | null;
  /** What the framework would plan. */
  readonly planned: ObjectValue;
  readonly privateState: PrivateState;
  readonly connection: Connection;
  readonly context: CallContext;
}

export interface PlanResult {
  readonly planned: ObjectValue;
  /** Handed to the apply of this plan. Default: unchanged. */
  readonly privateState?: PrivateState;
  /** Attributes that replace the resource in addition to those that the schema marks. */
  readonly requiresReplace?: readonly AttributePath[];
}

export interface PlanDestroyRequest<Connection> {
  readonly prior: ObjectValue;
  readonly privateState: PrivateState;
  readonly connection: Connection;
  readonly context: CallContext;
}

export interface ReadRequest<Connection> {
  readonly state: ObjectValue;
  readonly privateState: PrivateState;
  readonly connection: Connection;
  readonly context: CallContext;
}

export interface ReadResult {
  readonly state: ObjectValue | null;
  /** Default: unchanged. */
  readonly privateState?: PrivateState;
}

export interface CreateRequest<Connection> {
  readonly config: ObjectValue;
  readonly planned: ObjectValue;
  readonly privateState: PrivateState;
  readonly connection: Connection;
  readonly context: CallContext;
}

export interface UpdateRequest<Connection> extends CreateRequest<Connection> {
  readonly prior: ObjectValue;
}

export interface WriteResult {
  /**
   * What is there now. Together with an error, Terraform stores it: tainted after a create, as it is after an update. Null together with an
   * error: a create stores nothing, an update keeps the prior state.
   */
  readonly state: ObjectValue | null;
  readonly privateState?: PrivateState;
}

export interface DeleteRequest<Connection> {
  readonly prior: ObjectValue;
  readonly privateState: PrivateState;
  readonly connection: Connection;
  readonly context: CallContext;
}

export interface ImportRequest<Connection> {
  readonly id: string;
  readonly connection: Connection;
  readonly context: CallContext;
}

export interface MoveStateRequest {
  /** Such as `registry.terraform.io/infisical/infisical`. */
  readonly sourceProviderAddress: string;
  readonly sourceTypeName: string;
  /** The source's state as JSON, in the source's own schema. Numbers that a double might not hold without loss are strings. */
  readonly sourceState: { readonly [key: string]: unknown };
  readonly context: CallContext;
}

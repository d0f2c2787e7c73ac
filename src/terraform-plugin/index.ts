/**
 * Terraform providers in TypeScript: plugin protocol 6 for Node.js.
 *
 * A provider is a {@link Provider}: its settings' schema, a `configure` that makes a connection of them, its {@link Resource}s and
 * {@link DataSource}s. The main module of a provider's package is one line that {@link serve}s a {@link Plugin}; tests and debuggers use
 * {@link serveReattach}. What a method throws or reports becomes a message for Terraform's user: {@link DiagnosticError}, {@link Diagnostics}.
 *
 * Schemas have attributes alone, no nested blocks: nested attributes took their place in protocol 6.
 */

export { type AttributePath, formatAttributePath } from "./attribute-path";
export type { CallContext } from "./call-context";
export type { DataSource } from "./data-source";
export {
  type Diagnostic,
  type DiagnosticContent,
  DiagnosticError,
  Diagnostics,
  type Severity,
} from "./diagnostic";
export type { LogFields, Logger, LogLevel } from "./logger";
export { Plugin } from "./plugin";
export type { JsonValue, PrivateState } from "./private-state";
export type { ConfigureRequest, Provider } from "./provider";
export type {
  CreateRequest,
  DeleteRequest,
  ImportRequest,
  MoveStateRequest,
  PlanDestroyRequest,
  PlanRequest,
  PlanResult,
  ReadRequest,
  ReadResult,
  Resource,
  UpdateRequest,
  ValidateRequest,
  WriteResult,
} from "./resource";
export {
  type Attribute,
  type Attributes,
  type AttributeType,
  isNestedAttribute,
  type NestedAttribute,
  type Nesting,
  type Schema,
  type TypedAttribute,
} from "./schema";
export { serve } from "./serve";
export { type ReattachServer, serveReattach } from "./serve-reattach";
export {
  DecimalNumber,
  isListValue,
  isObjectValue,
  isWhollyKnown,
  type ObjectValue,
  UNKNOWN,
  type Unknown,
  type Value,
} from "./value";

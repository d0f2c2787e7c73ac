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
  isObjectValue,
  isWhollyKnown,
  type ObjectValue,
  UNKNOWN,
  type Unknown,
  type Value,
} from "./value";

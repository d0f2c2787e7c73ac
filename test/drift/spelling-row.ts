import type { ReleaseName } from "../../src/simulator/release/release";
import type {
  DeclaredPrivilege,
  DeclaredUniversalAuth,
  PrivilegeRow,
  UniversalAuthRowOfMatrix,
} from "./matrix-row";

/** A row after which the plan is empty: the configuration or the server, or both, say the same thing otherwise. */
interface Respelling<Declared> {
  /** What the configuration says after the apply instead of `declared`. */
  readonly respelled?: Declared;
  /** On which server alone the row can come about. */
  readonly only?: ReleaseName;
  /** Attributes that the refresh takes over from the server without any plan; none, unless the server got another meaning. */
  readonly takenOver?: readonly string[];
  /** Summary of the warning that goes with the plan. */
  readonly warning?: string;
}

export type PrivilegeSpelling = PrivilegeRow & Respelling<DeclaredPrivilege>;
export type UniversalAuthSpelling = UniversalAuthRowOfMatrix & Respelling<DeclaredUniversalAuth>;

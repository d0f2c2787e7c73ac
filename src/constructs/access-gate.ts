import { Lazy, type TerraformMetaArguments, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { IdentityPrivilege } from "./identity-privilege";
import { literalText } from "./literal-text";
import { NullResource } from "./null-resource";
import type { UniversalAuthConfig } from "./universal-auth-config";

export interface AccessGateConfig extends TerraformMetaArguments {
  /** The privileges and universal auth configurations that the workload's access consists of. */
  readonly watch: readonly (IdentityPrivilege | UniversalAuthConfig)[];
}

/**
 * Stands between access and the workload that needs it: a `null_resource` that is created after the access that it watches, and replaced
 * whenever that changes in meaning.
 *
 * A widened glob or a shorter token lifetime replaces the gate, in the same apply and after the access was changed. A renewal and a
 * respelling leave it alone. On destroy the workload goes first, then the gate, then the access. The stack needs a `NullProvider`.
 *
 * @example
 * const gate = new AccessGate(this, "gate", { watch: [readPayments, auth] });
 * // The workload; DataResource and dependable are of cdktf.
 * new DataResource(this, "job", { dependsOn: [gate], lifecycle: { replaceTriggeredBy: [dependable(gate)] } });
 */
export class AccessGate extends NullResource {
  private readonly watched: AccessGateConfig["watch"];

  constructor(scope: Construct, id: string, { watch, ...config }: AccessGateConfig) {
    super(scope, id, {
      ...config,
      dependsOn: [...watch, ...(config.dependsOn ?? [])],
      // A plain map would be read now, and have its keys spelled in snake case.
      triggers: Lazy.anyValue({ produce: () => this.fingerprints }) as never,
    });
    this.watched = watch;
    this.node.addValidation({ validate: () => this.problems });
  }

  private get problems(): string[] {
    if (this.watched.length === 0) {
      return [
        'Nothing To Watch: an AccessGate without a privilege or universal auth in "watch" never changes. Name at least one.',
      ];
    }
    const stack = TerraformStack.of(this);
    return this.watched
      .filter((watched) => TerraformStack.of(watched) !== stack)
      .map(
        ({ node }) =>
          `Watched In Another Stack: an AccessGate waits for access within its own stack, and ${node.path} is in another one. Put the gate and its workload into that stack, or make stacks depend on each other with addDependency.`,
      );
  }

  /** By the path of the construct in its stack. Late, because what is watched may still be changed after the gate was made. */
  private get fingerprints(): Record<string, string> {
    return Object.fromEntries(
      this.watched.map((watched) => [literalText(pathInStack(watched)), watched.accessFingerprint]),
    );
  }
}

function pathInStack(construct: IdentityPrivilege | UniversalAuthConfig): string {
  const { path } = construct.node;
  const stack = TerraformStack.of(construct).node.path;
  return path.slice(stack.length + 1);
}

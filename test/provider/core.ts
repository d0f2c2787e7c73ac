import { objectTypeOf } from "../../src/terraform-plugin/codec/object-type";
import { valuesEqual } from "../../src/terraform-plugin/codec/values-equal";
import type { Diagnostic } from "../../src/terraform-plugin/generated/tfplugin6/diagnostic";
import { Diagnostic_Severity } from "../../src/terraform-plugin/generated/tfplugin6/diagnostic";
import { resultViolations } from "../../src/terraform-plugin/engine/result-violations";
import type { Schema } from "../../src/terraform-plugin/schema";
import type { ObjectValue, Value } from "../../src/terraform-plugin/value";
import { unwire, whole, wire, type PluginClient } from "../terraform-plugin/support/plugin-client";
import { planViolations } from "./plan-violations";
import { proposedNewState } from "./proposed-new-state";

/** A resource as Terraform stores it. Null: there is none. */
export type Instance = { readonly state: ObjectValue; readonly private: Buffer } | null;

export interface Plan {
  readonly planned: ObjectValue;
  readonly private: Buffer;
  readonly isReplacement: boolean;
}

/**
 * Terraform's side of one resource: calls the provider as core does, and holds it to what core enforces. Any error of the provider and any broken
 * rule is thrown.
 */
export class Core {
  constructor(
    private readonly client: PluginClient,
    private readonly typeName: string,
    private readonly schema: Schema,
  ) {}

  async read(instance: Instance): Promise<Instance> {
    if (instance === null) return null;
    const {
      newState,
      private: privateBytes,
      diagnostics,
    } = await this.client.call("readResource", {
      typeName: this.typeName,
      currentState: wire(this.schema, instance.state),
      private: instance.private,
    });
    refuseErrors("read", diagnostics);
    const state = unwire(this.schema, newState) as ObjectValue | null;
    return state && { state, private: privateBytes };
  }

  /** Imports by id, as far as the refresh that follows. */
  async import(id: string): Promise<Instance> {
    const { importedResources, diagnostics } = await this.client.call("importResourceState", {
      typeName: this.typeName,
      id,
    });
    refuseErrors("import", diagnostics);
    const [imported] = importedResources;
    const state = unwire(this.schema, imported?.state) as ObjectValue;
    return this.read({ state, private: imported?.private ?? Buffer.alloc(0) });
  }

  /** The configuration that Terraform generates for a resource that was imported: whatever can be configured, as it is in state. */
  generatedConfiguration({ state }: NonNullable<Instance>): ObjectValue {
    const configurable = Object.entries(this.schema.attributes).filter(
      ([, { required, optional }]) => required ?? optional ?? false,
    );
    return Object.fromEntries(configurable.map(([name]) => [name, state[name] ?? null]));
  }

  async plan(attributes: ObjectValue, instance: Instance): Promise<Plan> {
    const config = whole(this.schema, attributes);
    const prior = instance?.state ?? null;
    const proposed = proposedNewState(this.schema.attributes, prior, config);
    const { plannedState, plannedPrivate, requiresReplace, diagnostics } = await this.client.call(
      "planResourceChange",
      {
        typeName: this.typeName,
        priorState: wire(this.schema, prior),
        proposedNewState: wire(this.schema, proposed),
        config: wire(this.schema, config),
        priorPrivate: instance?.private ?? Buffer.alloc(0),
      },
    );
    refuseErrors("plan", diagnostics);
    const planned = unwire(this.schema, plannedState) as ObjectValue;
    refuse("invalid plan", planViolations(this.schema.attributes, prior, config, planned));
    return { planned, private: plannedPrivate, isReplacement: requiresReplace.length > 0 };
  }

  /** Whether a plan changes nothing. */
  isEmpty(plan: Plan, instance: Instance): boolean {
    return instance !== null && this.isSame(plan.planned, instance.state);
  }

  isSame(a: Value, b: Value): boolean {
    return valuesEqual(a, b, objectTypeOf(this.schema.attributes));
  }

  /** Plans, and applies what was planned if that changes anything. */
  async apply(attributes: ObjectValue, instance: Instance): Promise<Instance> {
    const first = await this.plan(attributes, instance);
    if (this.isEmpty(first, instance)) return instance;
    // Core plans once more in the process of the apply, where the plan may only have become more known.
    const plan = await this.plan(attributes, instance);
    refuse("inconsistent final plan", this.#violations(first.planned, plan.planned));
    const {
      newState,
      private: privateBytes,
      diagnostics,
    } = await this.client.call("applyResourceChange", {
      typeName: this.typeName,
      priorState: wire(this.schema, instance?.state ?? null),
      plannedState: wire(this.schema, plan.planned),
      config: wire(this.schema, whole(this.schema, attributes)),
      plannedPrivate: plan.private,
    });
    refuseErrors("apply", diagnostics);
    const state = unwire(this.schema, newState) as ObjectValue;
    refuse("inconsistent result", this.#violations(plan.planned, state, "wholly known"));
    return { state, private: privateBytes };
  }

  #violations(planned: ObjectValue, result: ObjectValue, known?: "wholly known"): string[] {
    const violations = resultViolations(planned, result, objectTypeOf(this.schema.attributes));
    return violations
      .filter(({ problem }) => known !== undefined || problem !== "is still unknown")
      .map(({ path, problem }) => `${path.join(".")} ${problem}`);
  }
}

function refuse(what: string, problems: readonly string[]): void {
  if (problems.length > 0) throw new Error(`${what}: ${problems.join("; ")}`);
}

function refuseErrors(call: string, diagnostics: readonly Diagnostic[]): void {
  const errors = diagnostics.filter(({ severity }) => severity === Diagnostic_Severity.ERROR);
  refuse(
    `${call} failed`,
    errors.map(({ summary, detail }) => `${summary}: ${detail}`),
  );
}

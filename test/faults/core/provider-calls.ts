import { valuesEqual } from "../../../src/terraform-plugin/codec/values-equal";
import { objectTypeOf } from "../../../src/terraform-plugin/codec/object-type";
import {
  Diagnostic_Severity as Severity,
  type Diagnostic,
} from "../../../src/terraform-plugin/generated/tfplugin6/diagnostic";
import type { DynamicValue } from "../../../src/terraform-plugin/generated/tfplugin6/value";
import type { Provider, Schema } from "../../../src/terraform-plugin";
import type { ObjectValue } from "../../../src/terraform-plugin/value";
import type { TerraformDiagnostic } from "../../support/terraform-diagnostic";
import { type PluginClient, unwire, wire } from "../../terraform-plugin/support/plugin-client";
import { completeObject } from "./proposed-state";

/** An object and the private data that belongs to it. */
export interface Instance {
  readonly value: ObjectValue | null;
  readonly privateData: Buffer;
}

export interface Planned extends Instance {
  readonly isReplacement: boolean;
}

/** The calls that Terraform makes of one provider process for its resources, in terms of values. Warnings and errors are gathered. */
export class ProviderCalls {
  readonly diagnostics: TerraformDiagnostic[] = [];

  constructor(
    private readonly provider: Provider<unknown>,
    private readonly client: PluginClient,
  ) {}

  get hasError(): boolean {
    return this.diagnostics.some(({ severity }) => severity === "error");
  }

  schema(typeName: string): Schema {
    const resource = this.provider.resources.find((candidate) => candidate.typeName === typeName);
    if (resource === undefined) throw new Error(`the provider has no resource ${typeName}`);
    return resource.schema;
  }

  /** Whether two objects of a resource are the same to Terraform. */
  isSame(typeName: string, left: ObjectValue | null, right: ObjectValue | null): boolean {
    return valuesEqual(left, right, objectTypeOf(this.schema(typeName).attributes));
  }

  async configure(settings: ObjectValue): Promise<boolean> {
    const { schema } = this.provider;
    const config = wire(schema, completeObject(schema.attributes, settings));
    const request = { config, terraformVersion: "1.11.4" };
    const { diagnostics } = await this.client.call("configureProvider", request);
    return this.#note(diagnostics);
  }

  async validate(typeName: string, config: ObjectValue, address: string): Promise<boolean> {
    const request = { typeName, config: this.#wire(typeName, config) };
    return this.#note((await this.client.call("validateResourceConfig", request)).diagnostics, address);
  }

  /** Reads what is in state, which was stored as JSON in between. Undefined after an error. */
  async refresh(
    typeName: string,
    { value, privateData }: Instance,
    address: string,
  ): Promise<Instance | undefined> {
    const schema = this.schema(typeName);
    const rawState = { json: Buffer.from(JSON.stringify(value)), flatmap: {} };
    const upgraded = await this.client.call("upgradeResourceState", {
      typeName,
      version: schema.version,
      rawState,
    });
    if (!this.#note(upgraded.diagnostics, address)) return undefined;
    const currentState = upgraded.upgradedState;
    const read = await this.client.call("readResource", { typeName, currentState, private: privateData });
    if (!this.#note(read.diagnostics, address)) return undefined;
    return this.#instance(typeName, read.newState, read.private);
  }

  /** Undefined after an error. */
  async plan(
    typeName: string,
    request: {
      prior: ObjectValue | null;
      config: ObjectValue | null;
      proposed: ObjectValue | null;
      privateData: Buffer;
    },
    address: string,
  ): Promise<Planned | undefined> {
    const { prior, config, proposed, privateData } = request;
    const answer = await this.client.call("planResourceChange", {
      typeName,
      priorState: this.#wire(typeName, prior),
      config: this.#wire(typeName, config),
      proposedNewState: this.#wire(typeName, proposed),
      priorPrivate: privateData,
    });
    if (!this.#note(answer.diagnostics, address)) return undefined;
    return {
      ...this.#instance(typeName, answer.plannedState, answer.plannedPrivate),
      isReplacement: answer.requiresReplace.length > 0,
    };
  }

  /** The result is what Terraform stores, also after an error. */
  async apply(
    typeName: string,
    request: { prior: ObjectValue | null; config: ObjectValue | null; planned: Instance },
    address: string,
  ): Promise<Instance & { readonly failed: boolean }> {
    const { prior, config, planned } = request;
    const answer = await this.client.call("applyResourceChange", {
      typeName,
      priorState: this.#wire(typeName, prior),
      config: this.#wire(typeName, config),
      plannedState: this.#wire(typeName, planned.value),
      plannedPrivate: planned.privateData,
    });
    const failed = !this.#note(answer.diagnostics, address);
    return { ...this.#instance(typeName, answer.newState, answer.private), failed };
  }

  async importState(typeName: string, id: string, address: string): Promise<Instance | undefined> {
    const { diagnostics, importedResources } = await this.client.call("importResourceState", {
      typeName,
      id,
    });
    const [imported] = importedResources;
    if (!this.#note(diagnostics, address) || imported === undefined) return undefined;
    return this.refresh(typeName, this.#instance(typeName, imported.state, imported.private), address);
  }

  async readDataSource(typeName: string, config: ObjectValue): Promise<boolean> {
    const source = this.provider.dataSources.find((candidate) => candidate.typeName === typeName);
    if (source === undefined) throw new Error(`the provider has no data source ${typeName}`);
    const { schema } = source;
    const request = { typeName, config: wire(schema, completeObject(schema.attributes, config)) };
    return this.#note((await this.client.call("readDataSource", request)).diagnostics, typeName);
  }

  #wire(typeName: string, value: ObjectValue | null): DynamicValue {
    return wire(this.schema(typeName), value);
  }

  #instance(typeName: string, value: DynamicValue | undefined, privateData: Buffer): Instance {
    return { value: unwire(this.schema(typeName), value) as ObjectValue | null, privateData };
  }

  /** @returns whether there was no error among them */
  #note(diagnostics: readonly Diagnostic[], address?: string): boolean {
    for (const { severity, summary, detail } of diagnostics) {
      this.diagnostics.push({
        severity: severity === Severity.ERROR ? "error" : "warning",
        summary,
        detail,
        ...(address !== undefined && { address }),
      });
    }
    return diagnostics.every(({ severity }) => severity !== Severity.ERROR);
  }
}

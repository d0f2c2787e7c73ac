import {
  hashMapper,
  hashMapperHcl,
  stringToHclTerraform,
  stringToTerraform,
  type TerraformMetaArguments,
  TerraformProvider,
  TerraformResource,
} from "cdktf";
import type { Construct } from "constructs";
import { hclString, withoutAbsent } from "./hcl-attributes";

/*
 * The build for CDK Terrain takes this module in place of null-resource.ts: @cdktf/provider-null has no edition for it on npm, and a cdktf class
 * can't be part of a cdktn app. What is synthesised is the same (test/constructs/plain-null-resource.test.ts).
 */

const METADATA = { providerName: "null", providerVersion: "3.2.4", providerVersionConstraint: "~> 3.0" };

export interface NullProviderConfig {
  /** Alias of the provider, when a stack has several. */
  readonly alias?: string;
}

/** The provider of `null_resource`, `hashicorp/null`. */
export class NullProvider extends TerraformProvider {
  static readonly tfResourceType = "null";

  private _alias?: string;

  constructor(scope: Construct, id: string, { alias }: NullProviderConfig = {}) {
    super(scope, id, {
      terraformResourceType: NullProvider.tfResourceType,
      terraformGeneratorMetadata: METADATA,
      terraformProviderSource: "null",
    });
    this._alias = alias;
  }

  override get alias(): string | undefined {
    return this._alias;
  }

  override set alias(value: string | undefined) {
    this._alias = value;
  }

  protected override synthesizeAttributes(): { [name: string]: unknown } {
    return { alias: stringToTerraform(this._alias) };
  }

  protected override synthesizeHclAttributes(): { [name: string]: unknown } {
    return withoutAbsent({ alias: hclString(this._alias) });
  }
}

export interface NullResourceConfig extends TerraformMetaArguments {
  /** Values whose change replaces the resource. */
  readonly triggers?: { [key: string]: string };
}

/** A resource that does nothing. */
export class NullResource extends TerraformResource {
  static readonly tfResourceType = "null_resource";

  private readonly _triggers?: NullResourceConfig["triggers"];

  constructor(scope: Construct, id: string, config: NullResourceConfig = {}) {
    super(scope, id, {
      terraformResourceType: NullResource.tfResourceType,
      terraformGeneratorMetadata: METADATA,
      provider: config.provider,
      dependsOn: config.dependsOn,
      count: config.count,
      lifecycle: config.lifecycle,
      provisioners: config.provisioners,
      connection: config.connection,
      forEach: config.forEach,
    });
    this._triggers = config.triggers;
  }

  get id(): string {
    return this.getStringAttribute("id");
  }

  get triggersInput(): NullResourceConfig["triggers"] {
    return this._triggers;
  }

  protected override synthesizeAttributes(): { [name: string]: unknown } {
    return { triggers: hashMapper(stringToTerraform)(this._triggers) };
  }

  protected override synthesizeHclAttributes(): { [name: string]: unknown } {
    if (this._triggers === undefined) return {};
    const value: unknown = hashMapperHcl(stringToHclTerraform)(this._triggers);
    return { triggers: { value, isBlock: false, type: "map", storageClassType: "stringMap" } };
  }
}

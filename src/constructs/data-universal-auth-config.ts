import { Fn, type IResolvable, type TerraformMetaArguments, TerraformDataSource } from "cdktf";
import type { Construct } from "constructs";
import { generatorMetadata } from "./generator-metadata";
import { hclString, withoutAbsent } from "./hcl-attributes";
import { literalText } from "./literal-text";

export interface DataUniversalAuthConfigConfig extends TerraformMetaArguments {
  /** UUID of the machine identity. */
  readonly identityId: string;
}

/**
 * The universal auth configuration that a machine identity has; an error of the plan when none is attached. Represents the data source
 * `infisicalaccess_universal_auth_config`.
 *
 * @example
 * const login = new DataUniversalAuthConfig(this, "login", { identityId });
 * new TerraformOutput(this, "client_id", { value: login.clientId });
 */
export class DataUniversalAuthConfig extends TerraformDataSource {
  static readonly tfResourceType = "infisicalaccess_universal_auth_config";

  private _identityId: string;

  /** @throws when the provider is not built */
  constructor(scope: Construct, id: string, config: DataUniversalAuthConfigConfig) {
    super(scope, id, {
      terraformResourceType: DataUniversalAuthConfig.tfResourceType,
      terraformGeneratorMetadata: generatorMetadata(),
      provider: config.provider,
      dependsOn: config.dependsOn,
      count: config.count,
      lifecycle: config.lifecycle,
      provisioners: config.provisioners,
      connection: config.connection,
      forEach: config.forEach,
    });
    this._identityId = config.identityId;
  }

  get identityId(): string {
    return this.getStringAttribute("identity_id");
  }

  set identityId(value: string) {
    this._identityId = value;
  }

  get identityIdInput(): string {
    return this._identityId;
  }

  /** UUID of the universal auth on the server. */
  get id(): string {
    return this.getStringAttribute("id");
  }

  /** Client id with which the identity logs in. */
  get clientId(): string {
    return this.getStringAttribute("client_id");
  }

  /** Seconds that an access token lives; 0 means that only the maximum ends it. */
  get accessTokenTtl(): number {
    return this.getNumberAttribute("access_token_ttl");
  }

  /** Seconds that an access token can live when it is renewed; 0 means without limit. */
  get accessTokenMaxTtl(): number {
    return this.getNumberAttribute("access_token_max_ttl");
  }

  /** How often an access token can be used; 0 means without limit. */
  get accessTokenNumUsesLimit(): number {
    return this.getNumberAttribute("access_token_num_uses_limit");
  }

  /** Addresses and networks (CIDR) from which access tokens are accepted. */
  get accessTokenTrustedIps(): string[] {
    return Fn.tolist(this.getListAttribute("access_token_trusted_ips"));
  }

  /** Addresses and networks (CIDR) from which client secrets are accepted at login. */
  get clientSecretTrustedIps(): string[] {
    return Fn.tolist(this.getListAttribute("client_secret_trusted_ips"));
  }

  /** Seconds for which a periodic access token can be renewed; null on servers before 2026. */
  get accessTokenPeriod(): number {
    return this.getNumberAttribute("access_token_period");
  }

  /** Whether failed logins lock the identity out for a while; null on servers before 2026. */
  get lockoutEnabled(): IResolvable {
    return this.getBooleanAttribute("lockout_enabled");
  }

  /** Failed logins that lock the identity out; null on servers before 2026. */
  get lockoutThreshold(): number {
    return this.getNumberAttribute("lockout_threshold");
  }

  /** Seconds that a lockout lasts; null on servers before 2026. */
  get lockoutDurationSeconds(): number {
    return this.getNumberAttribute("lockout_duration_seconds");
  }

  /** Seconds after which failed logins are forgotten; null on servers before 2026. */
  get lockoutCounterResetSeconds(): number {
    return this.getNumberAttribute("lockout_counter_reset_seconds");
  }

  protected override synthesizeAttributes(): { [name: string]: unknown } {
    return { identity_id: literalText(this._identityId) };
  }

  protected override synthesizeHclAttributes(): { [name: string]: unknown } {
    return withoutAbsent({ identity_id: hclString(this._identityId) });
  }
}

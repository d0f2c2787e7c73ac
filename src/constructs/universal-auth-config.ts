import {
  booleanToTerraform,
  Fn,
  ImportableResource,
  type IResolvable,
  listMapper,
  numberToTerraform,
  type TerraformProvider,
  TerraformResource,
} from "cdktf";
import type { Construct } from "constructs";
import { universalAuthFingerprintOf } from "./access-fingerprint";
import { generatorMetadata } from "./generator-metadata";
import { hclBoolean, hclNumber, hclString, hclStringSet, withoutAbsent } from "./hcl-attributes";
import { literalText } from "./literal-text";
import { META_ARGUMENTS, misspelledSettings, type SettingNames } from "./misspelled-settings";
import { reportProblems } from "./problem-messages";
import { type Seconds, secondsToTerraform } from "./seconds";
import type { UniversalAuthConfigConfig } from "./universal-auth-config-config";
import { universalAuthProblems, type UniversalAuthSettings } from "./universal-auth-problems";
import { checkUniqueness } from "./universal-auth-uniqueness";

const SETTINGS: SettingNames<UniversalAuthConfigConfig> = {
  ...META_ARGUMENTS,
  identityId: true,
  accessTokenTtl: true,
  accessTokenMaxTtl: true,
  accessTokenNumUsesLimit: true,
  accessTokenTrustedIps: true,
  clientSecretTrustedIps: true,
  accessTokenPeriod: true,
  lockoutEnabled: true,
  lockoutThreshold: true,
  lockoutDurationSeconds: true,
  lockoutCounterResetSeconds: true,
  adoptExisting: true,
  deletionProtection: true,
};

/**
 * The universal auth configuration of a machine identity: lifetimes and use limits of its access tokens, and the networks that it may log in
 * from. An identity has at most one.
 *
 * What a configuration leaves out is held at its default. Destroying it revokes every client secret and access token of the identity.
 * Represents `infisicalaccess_universal_auth_config`.
 *
 * @example
 * new UniversalAuthConfig(this, "auth", { identityId, accessTokenTtl: "1h", accessTokenMaxTtl: "1d" });
 */
export class UniversalAuthConfig extends TerraformResource {
  static readonly tfResourceType = "infisicalaccess_universal_auth_config";

  /**
   * Generates the code of an attached universal auth during `cdktf plan`.
   *
   * @param importToId id of the construct in the generated code
   * @param importFromId UUID of the identity
   */
  static generateConfigForImport(
    scope: Construct,
    importToId: string,
    importFromId: string,
    provider?: TerraformProvider,
  ): ImportableResource {
    return new ImportableResource(scope, importToId, {
      terraformResourceType: UniversalAuthConfig.tfResourceType,
      importId: importFromId,
      provider,
    });
  }

  private _identityId: string;
  private _accessTokenTtl?: Seconds;
  private _accessTokenMaxTtl?: Seconds;
  private _accessTokenNumUsesLimit?: number;
  private _accessTokenTrustedIps?: string[];
  private _clientSecretTrustedIps?: string[];
  private _accessTokenPeriod?: Seconds;
  private _lockoutEnabled?: boolean | IResolvable;
  private _lockoutThreshold?: number;
  private _lockoutDurationSeconds?: number;
  private _lockoutCounterResetSeconds?: number;
  private _adoptExisting?: boolean | IResolvable;
  private _deletionProtection?: boolean | IResolvable;

  /** @throws when the provider is not built */
  constructor(scope: Construct, id: string, config: UniversalAuthConfigConfig) {
    super(scope, id, {
      terraformResourceType: UniversalAuthConfig.tfResourceType,
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
    this._accessTokenTtl = config.accessTokenTtl;
    this._accessTokenMaxTtl = config.accessTokenMaxTtl;
    this._accessTokenNumUsesLimit = config.accessTokenNumUsesLimit;
    this._accessTokenTrustedIps = config.accessTokenTrustedIps;
    this._clientSecretTrustedIps = config.clientSecretTrustedIps;
    this._accessTokenPeriod = config.accessTokenPeriod;
    this._lockoutEnabled = config.lockoutEnabled;
    this._lockoutThreshold = config.lockoutThreshold;
    this._lockoutDurationSeconds = config.lockoutDurationSeconds;
    this._lockoutCounterResetSeconds = config.lockoutCounterResetSeconds;
    this._adoptExisting = config.adoptExisting;
    this._deletionProtection = config.deletionProtection;

    this.node.addValidation({
      validate: () =>
        reportProblems(this, [
          ...misspelledSettings(config, SETTINGS),
          ...universalAuthProblems(this.settings),
        ]),
    });
    checkUniqueness(this);
  }

  /** UUID of the universal auth on the server. */
  get id(): string {
    return this.getStringAttribute("id");
  }

  /** Client id with which the identity logs in. Attaching universal auth again gives a new one. */
  get clientId(): string {
    return this.getStringAttribute("client_id");
  }

  /**
   * A text that changes exactly when the access that this configuration gives changes in meaning: lifetimes, limits, networks. A respelling
   * leaves it alone.
   */
  get accessFingerprint(): string {
    return universalAuthFingerprintOf(
      this,
      this.settings,
      Object.keys(this.rawOverrides as object).length > 0,
    );
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

  get accessTokenTtl(): number {
    return this.getNumberAttribute("access_token_ttl");
  }

  set accessTokenTtl(value: Seconds) {
    this._accessTokenTtl = value;
  }

  resetAccessTokenTtl(): void {
    this._accessTokenTtl = undefined;
  }

  get accessTokenTtlInput(): Seconds | undefined {
    return this._accessTokenTtl;
  }

  get accessTokenMaxTtl(): number {
    return this.getNumberAttribute("access_token_max_ttl");
  }

  set accessTokenMaxTtl(value: Seconds) {
    this._accessTokenMaxTtl = value;
  }

  resetAccessTokenMaxTtl(): void {
    this._accessTokenMaxTtl = undefined;
  }

  get accessTokenMaxTtlInput(): Seconds | undefined {
    return this._accessTokenMaxTtl;
  }

  get accessTokenNumUsesLimit(): number {
    return this.getNumberAttribute("access_token_num_uses_limit");
  }

  set accessTokenNumUsesLimit(value: number) {
    this._accessTokenNumUsesLimit = value;
  }

  resetAccessTokenNumUsesLimit(): void {
    this._accessTokenNumUsesLimit = undefined;
  }

  get accessTokenNumUsesLimitInput(): number | undefined {
    return this._accessTokenNumUsesLimit;
  }

  get accessTokenTrustedIps(): string[] {
    return Fn.tolist(this.getListAttribute("access_token_trusted_ips"));
  }

  set accessTokenTrustedIps(value: string[]) {
    this._accessTokenTrustedIps = value;
  }

  resetAccessTokenTrustedIps(): void {
    this._accessTokenTrustedIps = undefined;
  }

  get accessTokenTrustedIpsInput(): string[] | undefined {
    return this._accessTokenTrustedIps;
  }

  get clientSecretTrustedIps(): string[] {
    return Fn.tolist(this.getListAttribute("client_secret_trusted_ips"));
  }

  set clientSecretTrustedIps(value: string[]) {
    this._clientSecretTrustedIps = value;
  }

  resetClientSecretTrustedIps(): void {
    this._clientSecretTrustedIps = undefined;
  }

  get clientSecretTrustedIpsInput(): string[] | undefined {
    return this._clientSecretTrustedIps;
  }

  get accessTokenPeriod(): number {
    return this.getNumberAttribute("access_token_period");
  }

  set accessTokenPeriod(value: Seconds) {
    this._accessTokenPeriod = value;
  }

  resetAccessTokenPeriod(): void {
    this._accessTokenPeriod = undefined;
  }

  get accessTokenPeriodInput(): Seconds | undefined {
    return this._accessTokenPeriod;
  }

  get lockoutEnabled(): IResolvable {
    return this.getBooleanAttribute("lockout_enabled");
  }

  set lockoutEnabled(value: boolean | IResolvable) {
    this._lockoutEnabled = value;
  }

  resetLockoutEnabled(): void {
    this._lockoutEnabled = undefined;
  }

  get lockoutEnabledInput(): boolean | IResolvable | undefined {
    return this._lockoutEnabled;
  }

  get lockoutThreshold(): number {
    return this.getNumberAttribute("lockout_threshold");
  }

  set lockoutThreshold(value: number) {
    this._lockoutThreshold = value;
  }

  resetLockoutThreshold(): void {
    this._lockoutThreshold = undefined;
  }

  get lockoutThresholdInput(): number | undefined {
    return this._lockoutThreshold;
  }

  get lockoutDurationSeconds(): number {
    return this.getNumberAttribute("lockout_duration_seconds");
  }

  set lockoutDurationSeconds(value: number) {
    this._lockoutDurationSeconds = value;
  }

  resetLockoutDurationSeconds(): void {
    this._lockoutDurationSeconds = undefined;
  }

  get lockoutDurationSecondsInput(): number | undefined {
    return this._lockoutDurationSeconds;
  }

  get lockoutCounterResetSeconds(): number {
    return this.getNumberAttribute("lockout_counter_reset_seconds");
  }

  set lockoutCounterResetSeconds(value: number) {
    this._lockoutCounterResetSeconds = value;
  }

  resetLockoutCounterResetSeconds(): void {
    this._lockoutCounterResetSeconds = undefined;
  }

  get lockoutCounterResetSecondsInput(): number | undefined {
    return this._lockoutCounterResetSeconds;
  }

  get adoptExisting(): IResolvable {
    return this.getBooleanAttribute("adopt_existing");
  }

  set adoptExisting(value: boolean | IResolvable) {
    this._adoptExisting = value;
  }

  resetAdoptExisting(): void {
    this._adoptExisting = undefined;
  }

  get adoptExistingInput(): boolean | IResolvable | undefined {
    return this._adoptExisting;
  }

  get deletionProtection(): IResolvable {
    return this.getBooleanAttribute("deletion_protection");
  }

  set deletionProtection(value: boolean | IResolvable) {
    this._deletionProtection = value;
  }

  resetDeletionProtection(): void {
    this._deletionProtection = undefined;
  }

  get deletionProtectionInput(): boolean | IResolvable | undefined {
    return this._deletionProtection;
  }

  protected override synthesizeAttributes(): { [name: string]: unknown } {
    return {
      identity_id: literalText(this._identityId),
      access_token_ttl: secondsToTerraform(this._accessTokenTtl),
      access_token_max_ttl: secondsToTerraform(this._accessTokenMaxTtl),
      access_token_num_uses_limit: numberToTerraform(this._accessTokenNumUsesLimit),
      access_token_trusted_ips: listMapper(literalText, false)(this._accessTokenTrustedIps),
      client_secret_trusted_ips: listMapper(literalText, false)(this._clientSecretTrustedIps),
      access_token_period: secondsToTerraform(this._accessTokenPeriod),
      lockout_enabled: booleanToTerraform(this._lockoutEnabled),
      lockout_threshold: numberToTerraform(this._lockoutThreshold),
      lockout_duration_seconds: numberToTerraform(this._lockoutDurationSeconds),
      lockout_counter_reset_seconds: numberToTerraform(this._lockoutCounterResetSeconds),
      adopt_existing: booleanToTerraform(this._adoptExisting),
      deletion_protection: booleanToTerraform(this._deletionProtection),
    };
  }

  protected override synthesizeHclAttributes(): { [name: string]: unknown } {
    return withoutAbsent({
      identity_id: hclString(this._identityId),
      access_token_ttl: hclNumber(secondsToTerraform(this._accessTokenTtl)),
      access_token_max_ttl: hclNumber(secondsToTerraform(this._accessTokenMaxTtl)),
      access_token_num_uses_limit: hclNumber(this._accessTokenNumUsesLimit),
      access_token_trusted_ips: hclStringSet(this._accessTokenTrustedIps),
      client_secret_trusted_ips: hclStringSet(this._clientSecretTrustedIps),
      access_token_period: hclNumber(secondsToTerraform(this._accessTokenPeriod)),
      lockout_enabled: hclBoolean(this._lockoutEnabled),
      lockout_threshold: hclNumber(this._lockoutThreshold),
      lockout_duration_seconds: hclNumber(this._lockoutDurationSeconds),
      lockout_counter_reset_seconds: hclNumber(this._lockoutCounterResetSeconds),
      adopt_existing: hclBoolean(this._adoptExisting),
      deletion_protection: hclBoolean(this._deletionProtection),
    });
  }

  private get settings(): UniversalAuthSettings {
    return {
      identityId: this._identityId,
      accessTokenTtl: this._accessTokenTtl,
      accessTokenMaxTtl: this._accessTokenMaxTtl,
      accessTokenNumUsesLimit: this._accessTokenNumUsesLimit,
      accessTokenTrustedIps: this._accessTokenTrustedIps,
      clientSecretTrustedIps: this._clientSecretTrustedIps,
      accessTokenPeriod: this._accessTokenPeriod,
      lockoutEnabled: this._lockoutEnabled,
      lockoutThreshold: this._lockoutThreshold,
      lockoutDurationSeconds: this._lockoutDurationSeconds,
      lockoutCounterResetSeconds: this._lockoutCounterResetSeconds,
    };
  }
}

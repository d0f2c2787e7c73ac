import { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import { PROVIDER_ADDRESS } from "../provider/address";
import { ENVIRONMENT } from "../provider/provider-settings";
import { generatorMetadata } from "./generator-metadata";
import { hclNumber, hclString, withoutAbsent } from "./hcl-attributes";
import { literalText } from "./literal-text";
import { installAtSynthesis } from "./provider-installation";
import { referenceToSecret, refuseLiteralSecret } from "./refuse-literal-secret";

export interface InfisicalAccessProviderConfig {
  /** Alias of the provider, when a stack has several. */
  readonly alias?: string;
  /**
   * URL of the Infisical server, such as `https://eu.infisical.com`. `http://` is accepted on loopback only.
   *
   * @default `INFISICAL_HOST` of the environment in which Terraform runs. There is no further default.
   */
  readonly host?: string;
  /**
   * Access token of a machine identity, as a token such as the value of a sensitive TerraformVariable: a literal would be written into the
   * synthesised stack, and is refused.
   *
   * @default `INFISICAL_TOKEN` of the environment in which Terraform runs
   */
  readonly token?: string;
  /**
   * Client id of the machine identity that logs in by universal auth.
   *
   * @default `INFISICAL_UNIVERSAL_AUTH_CLIENT_ID` of the environment in which Terraform runs
   */
  readonly clientId?: string;
  /**
   * Client secret of the machine identity that logs in by universal auth, as a token such as the value of a sensitive TerraformVariable: a
   * literal would be written into the synthesised stack, and is refused.
   *
   * @default `INFISICAL_UNIVERSAL_AUTH_CLIENT_SECRET` of the environment in which Terraform runs
   */
  readonly clientSecret?: string;
  /** PEM text of certificate authorities that are trusted in addition to the system's and those of `NODE_EXTRA_CA_CERTS`. */
  readonly caCertificate?: string;
  /**
   * Seconds that one request may take, 1 to 600.
   *
   * @default 30
   */
  readonly requestTimeout?: number;
  /**
   * How often a request that is safe to repeat is repeated after a lost connection, a time-out or an answer that asks for it, 0 to 20.
   *
   * @default 5
   */
  readonly maxRetries?: number;
}

/**
 * The Terraform provider of this package. Its synthesis lays the provider itself into the stack's folder, so that `terraform init` and every
 * command of cdktf find it there without a registry, a network or a setting.
 *
 * @example
 * new InfisicalAccessProvider(this, "infisical"); // host and credentials from the environment of `terraform plan`
 */
export class InfisicalAccessProvider extends TerraformProvider {
  static readonly tfResourceType = "infisicalaccess";

  private _alias?: string;
  private _host?: string;
  private _token?: string;
  private _clientId?: string;
  private _clientSecret?: string;
  private _caCertificate?: string;
  private _requestTimeout?: number;
  private _maxRetries?: number;

  /** @throws when the provider is not built, or when a secret is a literal string */
  constructor(scope: Construct, id: string, config: InfisicalAccessProviderConfig = {}) {
    super(scope, id, {
      terraformResourceType: InfisicalAccessProvider.tfResourceType,
      terraformGeneratorMetadata: generatorMetadata(),
      terraformProviderSource: PROVIDER_ADDRESS,
    });
    this._alias = config.alias;
    this._host = config.host;
    this.token = config.token;
    this._clientId = config.clientId;
    this.clientSecret = config.clientSecret;
    this._caCertificate = config.caCertificate;
    this._requestTimeout = config.requestTimeout;
    this._maxRetries = config.maxRetries;
    installAtSynthesis(this);
  }

  override get alias(): string | undefined {
    return this._alias;
  }

  override set alias(value: string | undefined) {
    this._alias = value;
  }

  resetAlias(): void {
    this._alias = undefined;
  }

  get aliasInput(): string | undefined {
    return this._alias;
  }

  get host(): string | undefined {
    return this._host;
  }

  set host(value: string | undefined) {
    this._host = value;
  }

  resetHost(): void {
    this._host = undefined;
  }

  get hostInput(): string | undefined {
    return this._host;
  }

  get token(): string | undefined {
    return this._token;
  }

  set token(value: string | undefined) {
    refuseLiteralSecret(this, "token", value, ENVIRONMENT.token);
    this._token = value;
  }

  resetToken(): void {
    this._token = undefined;
  }

  get tokenInput(): string | undefined {
    return this._token;
  }

  get clientId(): string | undefined {
    return this._clientId;
  }

  set clientId(value: string | undefined) {
    this._clientId = value;
  }

  resetClientId(): void {
    this._clientId = undefined;
  }

  get clientIdInput(): string | undefined {
    return this._clientId;
  }

  get clientSecret(): string | undefined {
    return this._clientSecret;
  }

  set clientSecret(value: string | undefined) {
    refuseLiteralSecret(this, "clientSecret", value, ENVIRONMENT.clientSecret);
    this._clientSecret = value;
  }

  resetClientSecret(): void {
    this._clientSecret = undefined;
  }

  get clientSecretInput(): string | undefined {
    return this._clientSecret;
  }

  get caCertificate(): string | undefined {
    return this._caCertificate;
  }

  set caCertificate(value: string | undefined) {
    this._caCertificate = value;
  }

  resetCaCertificate(): void {
    this._caCertificate = undefined;
  }

  get caCertificateInput(): string | undefined {
    return this._caCertificate;
  }

  get requestTimeout(): number | undefined {
    return this._requestTimeout;
  }

  set requestTimeout(value: number | undefined) {
    this._requestTimeout = value;
  }

  resetRequestTimeout(): void {
    this._requestTimeout = undefined;
  }

  get requestTimeoutInput(): number | undefined {
    return this._requestTimeout;
  }

  get maxRetries(): number | undefined {
    return this._maxRetries;
  }

  set maxRetries(value: number | undefined) {
    this._maxRetries = value;
  }

  resetMaxRetries(): void {
    this._maxRetries = undefined;
  }

  get maxRetriesInput(): number | undefined {
    return this._maxRetries;
  }

  protected override synthesizeAttributes(): { [name: string]: unknown } {
    return {
      alias: this._alias,
      host: literalText(this._host),
      token: referenceToSecret(this, "token", this._token, ENVIRONMENT.token),
      client_id: literalText(this._clientId),
      client_secret: referenceToSecret(this, "clientSecret", this._clientSecret, ENVIRONMENT.clientSecret),
      ca_certificate: literalText(this._caCertificate),
      request_timeout: this._requestTimeout,
      max_retries: this._maxRetries,
    };
  }

  protected override synthesizeHclAttributes(): { [name: string]: unknown } {
    return withoutAbsent({
      alias: hclString(this._alias),
      host: hclString(this._host),
      token: hclString(referenceToSecret(this, "token", this._token, ENVIRONMENT.token)),
      client_id: hclString(this._clientId),
      client_secret: hclString(
        referenceToSecret(this, "clientSecret", this._clientSecret, ENVIRONMENT.clientSecret),
      ),
      ca_certificate: hclString(this._caCertificate),
      request_timeout: hclNumber(this._requestTimeout),
      max_retries: hclNumber(this._maxRetries),
    });
  }
}

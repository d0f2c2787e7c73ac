import { UNKNOWN, type ObjectValue, type Unknown, type Value } from "../terraform-plugin/value";
import { DiagnosticError } from "../terraform-plugin/diagnostic";

/** The environment variables that the provider reads; the official provider and command use the same names. */
export const ENVIRONMENT = {
  host: "INFISICAL_HOST",
  token: "INFISICAL_TOKEN",
  clientId: "INFISICAL_UNIVERSAL_AUTH_CLIENT_ID",
  clientSecret: "INFISICAL_UNIVERSAL_AUTH_CLIENT_SECRET",
} as const;

export type Credentials =
  { readonly token: string } | { readonly clientId: string; readonly clientSecret: string };

export interface ProviderSettings {
  readonly host: string;
  readonly credentials: Credentials;
  readonly caCertificate: string | undefined;
  /** Milliseconds. */
  readonly requestTimeout: number;
  readonly maxRetries: number;
}

/** Settings that Terraform will only know during the apply, by attribute name. */
export interface UnknownSettings {
  readonly unknown: readonly string[];
}

export const DEFAULT_REQUEST_TIMEOUT_SECONDS = 30;
export const DEFAULT_MAX_RETRIES = 5;

const HOSTS =
  "https://app.infisical.com, https://us.infisical.com and https://eu.infisical.com are Infisical's own; otherwise name your own server";

/**
 * The settings in force, from the provider block and the environment.
 *
 * Credentials come from one source: when the block names any of them, those of the environment only complete the pair
 * client_id/client_secret. A credential that is unknown counts as given.
 */
export function resolveProviderSettings(
  config: ObjectValue,
  environment: NodeJS.ProcessEnv,
): ProviderSettings | UnknownSettings {
  const host = setting(config.host, environment[ENVIRONMENT.host]);
  if (host === undefined) {
    throw new DiagnosticError({
      summary: "Missing Infisical Host",
      detail: `Neither the provider's "host" nor the environment variable ${ENVIRONMENT.host} names a server. ${HOSTS}. There is no default, because it would send the credentials of a self-hosted server to someone else.`,
      attribute: ["host"],
    });
  }
  const credentials = resolveCredentials(config, environment);
  const unknown = Object.entries({
    host,
    ...credentials,
    ca_certificate: config.ca_certificate,
    request_timeout: config.request_timeout,
    max_retries: config.max_retries,
  })
    .filter(([, value]) => value === UNKNOWN)
    .map(([name]) => name);
  if (unknown.length > 0) return { unknown };
  return {
    host: host as string,
    credentials:
      "token" in credentials
        ? { token: credentials.token as string }
        : { clientId: credentials.client_id as string, clientSecret: credentials.client_secret as string },
    caCertificate: typeof config.ca_certificate === "string" ? config.ca_certificate : undefined,
    requestTimeout: numberSetting(config.request_timeout, DEFAULT_REQUEST_TIMEOUT_SECONDS) * 1000,
    maxRetries: numberSetting(config.max_retries, DEFAULT_MAX_RETRIES),
  };
}

type PossiblyUnknown = string | Unknown;
interface CredentialSource {
  readonly token: PossiblyUnknown | undefined;
  readonly clientId: PossiblyUnknown | undefined;
  readonly clientSecret: PossiblyUnknown | undefined;
}
type PossiblyUnknownCredentials =
  | { readonly token: PossiblyUnknown }
  | { readonly client_id: PossiblyUnknown; readonly client_secret: PossiblyUnknown };

function resolveCredentials(config: ObjectValue, environment: NodeJS.ProcessEnv): PossiblyUnknownCredentials {
  const block: CredentialSource = {
    token: setting(config.token, undefined),
    clientId: setting(config.client_id, undefined),
    clientSecret: setting(config.client_secret, undefined),
  };
  const variables: CredentialSource = {
    token: setting(null, environment[ENVIRONMENT.token]),
    clientId: setting(null, environment[ENVIRONMENT.clientId]),
    clientSecret: setting(null, environment[ENVIRONMENT.clientSecret]),
  };
  const blockNamesAny = Object.values(block).some((value) => value !== undefined);
  const source = blockNamesAny ? block : variables;

  if (source.token !== undefined && (source.clientId !== undefined || source.clientSecret !== undefined)) {
    throw new DiagnosticError({
      summary: "Two Ways To Authenticate",
      detail: blockNamesAny
        ? 'The provider block sets "token" and also "client_id" or "client_secret". Keep the token, or the pair of client id and client secret.'
        : `The environment sets ${ENVIRONMENT.token} and also ${ENVIRONMENT.clientId} or ${ENVIRONMENT.clientSecret}. Unset the token, or the pair of client id and client secret.`,
      // Not the token or the secret: Terraform prints the line that it points at.
      ...(blockNamesAny && { attribute: ["client_id"] }),
    });
  }
  if (source.token !== undefined) return { token: source.token };

  const clientId = source.clientId ?? variables.clientId;
  const clientSecret = source.clientSecret ?? variables.clientSecret;
  if (clientId !== undefined && clientSecret !== undefined) {
    return { client_id: clientId, client_secret: clientSecret };
  }
  const missing =
    clientId === undefined && clientSecret === undefined
      ? undefined
      : clientId === undefined
        ? `The client id is missing: set "client_id" or ${ENVIRONMENT.clientId}.`
        : `The client secret is missing: set "client_secret" or ${ENVIRONMENT.clientSecret}.`;
  throw new DiagnosticError({
    summary: "Missing Infisical Credentials",
    detail:
      missing ??
      `Neither the provider block nor the environment holds credentials. Set ${ENVIRONMENT.clientId} and ${ENVIRONMENT.clientSecret} (or "client_id" and "client_secret") of a machine identity with universal auth, or ${ENVIRONMENT.token} (or "token") to an access token.`,
  });
}

/** The configured value, else the environment's; an empty variable counts as unset. */
function setting(configured: Value | undefined, variable: string | undefined): PossiblyUnknown | undefined {
  if (configured === UNKNOWN) return UNKNOWN;
  if (typeof configured === "string") return configured;
  return variable === undefined || variable === "" ? undefined : variable;
}

function numberSetting(value: Value | undefined, defaultValue: number): number {
  return typeof value === "number" ? value : defaultValue;
}

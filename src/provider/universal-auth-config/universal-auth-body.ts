import { canonicalTrustedIp } from "../../access/trusted-ip";
import type { UniversalAuthBody } from "../../infisical/universal-auth-body";
import type { ObjectValue } from "../../terraform-plugin/value";
import { configOf, NEWER_ATTRIBUTES, newerAttributes, newerDefaults } from "./universal-auth-attributes";

/**
 * The whole declared configuration as a request body. Both TTLs are always sent, because PATCH compares a lone one with the wrong value
 * (contract/api.md 3, TTLs). What only newer servers know is sent when it is configured, or when the server's value (`current`) is not the default.
 */
export function universalAuthBody(
  config: ObjectValue,
  planned: ObjectValue,
  current: ObjectValue | null,
): UniversalAuthBody {
  const declared = configOf(planned);
  const newer = newerAttributes
    .filter((name) => isSent(config[name] ?? null, current && (current[name] ?? null), newerDefaults[name]))
    .map((name) => [NEWER_ATTRIBUTES[name], planned[name] ?? newerDefaults[name]]);
  return {
    accessTokenTTL: declared.accessTokenTtl,
    accessTokenMaxTTL: declared.accessTokenMaxTtl,
    accessTokenNumUsesLimit: declared.accessTokenNumUsesLimit,
    accessTokenTrustedIps: ipsToSend(declared.accessTokenTrustedIps),
    clientSecretTrustedIps: ipsToSend(declared.clientSecretTrustedIps),
    ...Object.fromEntries(newer),
  };
}

function isSent(configured: unknown, current: unknown, byDefault: unknown): boolean {
  return configured !== null || (current !== null && current !== byDefault);
}

/** Any address goes out in the one spelling that a server without IP allow-listing takes (u04); the rest as it is written. */
function ipsToSend(entries: readonly string[]): { ipAddress: string }[] {
  return entries.map((entry) => {
    const canonical = canonicalTrustedIp(entry);
    return { ipAddress: canonical.endsWith("/0") ? canonical : entry };
  });
}

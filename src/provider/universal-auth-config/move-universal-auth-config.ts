import type { MoveStateRequest, ReadResult } from "../../terraform-plugin/resource";
import type { Value } from "../../terraform-plugin/value";
import { isOfOfficialProvider, numberOrNull, objectsIn, textOrNull } from "../official-provider";

/**
 * Takes over an `infisical_identity_universal_auth`. Like an imported one it starts protected, because client secrets hang on it. The refresh
 * that follows reads the client id and what only newer servers have.
 */
export function moveUniversalAuthConfig(request: MoveStateRequest): ReadResult | undefined {
  if (!isOfOfficialProvider(request, "infisical_identity_universal_auth")) return undefined;
  const { sourceState: source } = request;
  return {
    state: {
      id: textOrNull(source.id),
      identity_id: textOrNull(source.identity_id),
      access_token_ttl: numberOrNull(source.access_token_ttl),
      access_token_max_ttl: numberOrNull(source.access_token_max_ttl),
      access_token_num_uses_limit: numberOrNull(source.access_token_num_uses_limit),
      access_token_trusted_ips: addressesOf(source.access_token_trusted_ips),
      client_secret_trusted_ips: addressesOf(source.client_secret_trusted_ips),
      adopt_existing: false,
      deletion_protection: true,
    },
  };
}

function addressesOf(trustedIps: unknown): Value {
  return objectsIn(trustedIps).flatMap(({ ip_address }) => textOrNull(ip_address) ?? []);
}

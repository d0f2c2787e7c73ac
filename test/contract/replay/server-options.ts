import type { SimulatorOptions } from "../../../src/simulator/start-simulator";
import { field, isObject, messageOf, type Exchange } from "./exchange";

/** How the server was set up that a recording was made with, which its answers show. */
export function serverOptions(
  exchanges: readonly Exchange[],
): Required<Pick<SimulatorOptions, "release" | "rateLimit" | "ipAllowlisting">> {
  return {
    release: "2024-07",
    // A server in development mode has no limits and sends no such headers (r05).
    rateLimit: exchanges.some(({ responseHeaders }) => responseHeaders["x-ratelimit-limit"] !== undefined),
    // u05 and u09: only with the plan's permission is a list stored, or looked at closely enough to be found invalid.
    ipAllowlisting: exchanges.some(
      (exchange) =>
        messageOf(exchange) === "The IP is not a valid IPv4, IPv6, or CIDR block" || storesAList(exchange),
    ),
  };
}

function storesAList({ responseBody }: Exchange): boolean {
  const universalAuth = field(responseBody, "identityUniversalAuth");
  return ["clientSecretTrustedIps", "accessTokenTrustedIps"].some((name) => {
    const list = field(universalAuth, name);
    return Array.isArray(list) && list.some((network) => isObject(network) && network["prefix"] !== 0);
  });
}

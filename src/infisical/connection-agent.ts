import http from "node:http";
import https from "node:https";
import { createSecureContext } from "node:tls";
import { proxyFor } from "./proxy-for";
import { ProxyTunnelAgent } from "./proxy-tunnel-agent";
import { trustedCertificates } from "./trusted-certificates";

/** Unused connections are closed after this many milliseconds, before a server, proxy or firewall forgets them silently. */
const IDLE_TIMEOUT = 30_000;

/**
 * The agent that keeps the connections to one server. Verification is pinned here, so that `NODE_TLS_REJECT_UNAUTHORIZED=0` does not weaken it.
 *
 * @throws Error when the environment names an unusable proxy or certificate file
 */
export function connectionAgent(
  host: URL,
  caCertificate: string | undefined,
  environment: NodeJS.ProcessEnv,
): http.Agent {
  const options = { keepAlive: true, timeout: IDLE_TIMEOUT };
  if (host.protocol === "http:") return new http.Agent(options);

  const secured: https.AgentOptions = {
    ...options,
    rejectUnauthorized: true,
    // One context for all connections: to parse the certificates again for each would take longer than the handshake.
    secureContext: createSecureContext({
      ca: trustedCertificates(caCertificate, environment),
      minVersion: "TLSv1.2",
    }),
  };
  const proxy = proxyFor(host, environment);
  return proxy ? new ProxyTunnelAgent(proxy, secured) : new https.Agent(secured);
}

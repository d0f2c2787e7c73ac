import ipaddr from "ipaddr.js";
import { isLoopback } from "./loopback";

/**
 * The proxy for a server, from `HTTPS_PROXY` and `NO_PROXY` (either case), or undefined for a direct connection.
 *
 * Read as Terraform itself and providers written in Go read them, because they run in the same environment: a name in `NO_PROXY` covers its
 * subdomains, `.name` only those, networks in CIDR form and ports count, `*` is everything, and loopback never goes through a proxy.
 * `HTTP_PROXY` has nothing to do: `http://` is accepted on loopback alone.
 *
 * @throws Error when the variable holds no `http://` or `https://` URL
 */
export function proxyFor(url: URL, environment: NodeJS.ProcessEnv): URL | undefined {
  if (url.protocol !== "https:" || isLoopback(url.hostname)) return undefined;
  const written = environment.https_proxy || environment.HTTPS_PROXY;
  if (!written || isExcluded(url, environment.no_proxy || environment.NO_PROXY || "")) return undefined;

  const proxy = parseProxy(written);
  if (proxy === undefined) {
    throw new Error(
      "HTTPS_PROXY holds no URL of an HTTP proxy. Write it like http://proxy.example.com:3128.",
    );
  }
  return proxy;
}

function parseProxy(written: string): URL | undefined {
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(written) ? written : `http://${written}`;
  if (!URL.canParse(withScheme)) return undefined;
  const proxy = new URL(withScheme);
  return proxy.protocol === "http:" || proxy.protocol === "https:" ? proxy : undefined;
}

function isExcluded(url: URL, noProxy: string): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, "").toLowerCase();
  const port = url.port || "443";
  return noProxy
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== "")
    .some((entry) => covers(entry, host, port));
}

function covers(entry: string, host: string, port: string): boolean {
  if (entry === "*") return true;
  if (ipaddr.isValid(host)) return coversAddress(entry, host, port);

  const [name = "", entryPort] = entry.split(":", 2);
  if (entryPort !== undefined && entryPort !== port) return false;
  const domain = name.replace(/^\*?\./, ".");
  return domain.startsWith(".") ? host.endsWith(domain) : host === domain || host.endsWith(`.${domain}`);
}

function coversAddress(entry: string, host: string, port: string): boolean {
  const address = ipaddr.process(host);
  if (ipaddr.isValidCIDR(entry)) {
    const [network, prefix] = ipaddr.parseCIDR(entry);
    return network.kind() === address.kind() && address.match(network, prefix);
  }
  const [, name = entry, entryPort] = /^\[?(.*?)\]?:(\d+)$/.exec(ipaddr.isValid(entry) ? "" : entry) ?? [];
  const excluded = name.replace(/^\[|\]$/g, "");
  if (entryPort !== undefined && entryPort !== port) return false;
  return ipaddr.isValid(excluded) && ipaddr.process(excluded).toString() === address.toString();
}

import { isLoopback } from "./loopback";

const EXAMPLE = 'Write it like "https://app.infisical.com".';

/**
 * The address of a server as a user writes it: `https`, or `http` on loopback; a path prefix is kept, a trailing slash is dropped.
 * The problem is a sentence for the user and never repeats a password.
 */
export function parseHost(text: string): { readonly url: string } | { readonly problem: string } {
  const written = text.trim();
  const url = URL.canParse(written) ? new URL(written) : undefined;
  if (url === undefined || !/^[a-z][a-z0-9+.-]*:\/\//i.test(written)) {
    return { problem: `"${withoutUserInfo(written)}" is not the URL of a server. ${EXAMPLE}` };
  }
  if (url.username !== "" || url.password !== "") {
    return {
      problem: `The host holds a user name or password. Remove what stands before the "@"; credentials have settings of their own.`,
    };
  }
  if (url.search !== "" || url.hash !== "") {
    return {
      problem: `"${written}" has a query or a fragment, which the URL of a server cannot have. ${EXAMPLE}`,
    };
  }
  if (url.protocol === "http:" && !isLoopback(url.hostname)) {
    return {
      problem: `"${written}" would send credentials unencrypted. Use https://; http:// is accepted only for this machine itself (localhost, 127.0.0.1, [::1]).`,
    };
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    return { problem: `"${written}" does not begin with https://. ${EXAMPLE}` };
  }
  return { url: url.origin + url.pathname.replace(/\/+$/, "") };
}

function withoutUserInfo(text: string): string {
  return text.replace(/^([^/]*\/\/)?[^/@]*@/, "$1…@");
}

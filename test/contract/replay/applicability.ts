import { field, messageOf, type Exchange } from "./exchange";

const ownPath =
  /^\/api\/v1\/(?:additional-privilege\/identity(?:\/[^/?]+)?|auth\/universal-auth\/(?:login|identities\/[^/?]+))\/?(?:\?|$)/;
const productPaths = [
  /^\/api\/v1\/additional-privilege\/identity/,
  /^\/api\/v1\/auth\/universal-auth\//,
  /^\/api\/v1\/auth\/token\/revoke/,
  /^\/api\/v1\/auth\/token-auth\//,
  /^\/api\/v3\/secrets\/raw/,
];

/** Whether an exchange is about an endpoint of the product, or one that shows the effect of these. */
export function isProductEndpoint({ path }: Exchange): boolean {
  return productPaths.some((pattern) => pattern.test(path));
}

/** Whether an exchange is about one of the product's own endpoints, which a server of this kind has in any case. */
export function isOwnEndpoint({ path }: Exchange): boolean {
  return ownPath.test(path);
}

/** Headers that a note may name as sent; when the recording lacks them, the request cannot be sent again. */
const addressHeader = /\b(x-client-ip|x-forwarded-for|cf-connecting-ip|true-client-ip|fastly-client-ip)\b/g;

/**
 * Why an exchange cannot be replayed, whatever the server: its request is not wholly in the recording, or its answer
 * was made by something that is no server of this kind.
 */
export function inapplicable(exchange: Exchange): string | undefined {
  if (exchange.status === null || exchange.status === 0) {
    return "there was no answer: the exchange is about the connection";
  }
  if (isOutage(exchange)) {
    return "the database or redis was down";
  }
  const missing = [...exchange.note.matchAll(addressHeader)]
    .map(([name]) => name)
    .find((name) => exchange.requestHeaders[name] === undefined);
  if (missing !== undefined) {
    return `its note names the header ${missing}, which the recording does not hold`;
  }
  if (exchange.status === 413 && JSON.stringify(exchange.requestBody ?? "").length < 1_048_576) {
    return "the recording does not hold the whole of its body";
  }
  return undefined;
}

function isOutage(exchange: Exchange): boolean {
  if (exchange.status !== 500) {
    return false;
  }
  const error = field(exchange.responseBody, "error");
  return (
    error === "IdAccessTokenFindOne" ||
    messageOf(exchange).startsWith("Reached the max retries per request limit") ||
    (error === "Find one" && exchange.path.endsWith("/login"))
  );
}

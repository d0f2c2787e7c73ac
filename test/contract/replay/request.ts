import type { Simulator } from "../../../src/simulator/start-simulator";
import type { Callers } from "./callers";
import type { Correspondence } from "./correspondence";
import { field, isObject, type Exchange } from "./exchange";

export interface ReplayRequest {
  path: string;
  init: RequestInit;
}

const redacted = "REDACTED";
/** Headers that belong to a connection or are put in anew. */
const ownHeaders = new Set([
  "authorization",
  "connection",
  "content-length",
  "expect",
  "host",
  "keep-alive",
  "transfer-encoding",
]);
const revokePath = /\/identities\/([0-9a-f-]{36})\/client-secrets\/([0-9a-f-]{36})\/revoke$/;

/** The recorded request as it is to be sent to the simulator: identifiers exchanged, secrets put in again. */
export function buildRequest(
  exchange: Exchange,
  authorization: string | undefined,
  simulator: Simulator,
  correspondence: Correspondence,
  callers: Callers,
): ReplayRequest {
  const headers = Object.fromEntries(
    Object.entries(exchange.requestHeaders).filter(([name]) => !ownHeaders.has(name)),
  );
  if (headers["if-none-match"] !== undefined) {
    headers["if-none-match"] = correspondence.translate(headers["if-none-match"]);
  }
  if (authorization !== undefined) {
    headers["authorization"] = authorization;
  }
  bindRevokedSecret(exchange, simulator, correspondence);
  const body = bodyOf(exchange, simulator, correspondence, callers);
  return {
    path: translatePath(exchange.path, correspondence),
    init: { method: exchange.method, headers, ...(body !== undefined && { body: Buffer.from(body) }) },
  };
}

/** Identifiers anywhere in the path, generated slugs where they are a whole segment or parameter. */
function translatePath(path: string, correspondence: Correspondence): string {
  return path
    .split(/([/?&=])/)
    .map((part) => correspondence.translate(part))
    .join("");
}

/** Text as it was sent. A string in the recording is the raw text of a body that is no JSON, or no valid one. */
function bodyOf(
  { requestBody, note }: Exchange,
  simulator: Simulator,
  correspondence: Correspondence,
  callers: Callers,
): string | undefined {
  if (requestBody === undefined) {
    return undefined;
  }
  const translated = correspondence.translateDeep(requestBody);
  if (typeof translated === "string") {
    return withSecret(translated, clientIdInText(translated), note, simulator);
  }
  if (!isObject(translated)) {
    return JSON.stringify(translated);
  }
  const { clientSecret, accessToken } = translated;
  return JSON.stringify({
    ...translated,
    ...(typeof clientSecret === "string" && {
      clientSecret: withSecret(clientSecret, String(field(translated, "clientId")), note, simulator),
    }),
    ...(typeof accessToken === "string" && {
      accessToken: accessToken.replace(redacted, callers.tokenInBody),
    }),
  });
}

function clientIdInText(text: string): string {
  return /clientId=([^&]*)/.exec(text)?.[1] ?? "";
}

/**
 * The text with the client secret of that client id, the newest; one that the recorder must have made in secret is
 * made now, with the limits that the note gives it.
 */
function withSecret(text: string, clientId: string, note: string, { world, store }: Simulator): string {
  if (!text.includes(redacted)) {
    return text;
  }
  const identityId = store.identityOfClient(clientId.trim());
  if (identityId === undefined) {
    return text.replace(redacted, world.operator.clientSecret);
  }
  const [, numUsesLimit = "0"] = /numUsesLimit (\d+)/.exec(note) ?? [];
  const [, ttl = "0"] = /client secret ttl (\d+)/.exec(note) ?? [];
  const secret =
    store.clientSecrets(identityId).at(-1)?.secret ??
    store.addClientSecret(identityId, { numUsesLimit: Number(numUsesLimit), ttl: Number(ttl) });
  return text.replace(redacted, secret);
}

/** The path of a revocation may name a client secret that the recorder made in secret: it is the identity's newest. */
function bindRevokedSecret({ path }: Exchange, { store }: Simulator, correspondence: Correspondence): void {
  const [, identityId, recorded] = revokePath.exec(path) ?? [];
  if (identityId === undefined || recorded === undefined || correspondence.knows(recorded)) {
    return;
  }
  const secret = store.clientSecrets(correspondence.translate(identityId)).at(-1);
  if (secret !== undefined) {
    correspondence.matches(recorded, secret.id);
  }
}

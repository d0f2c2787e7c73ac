import { ExchangeFailure } from "./exchange-failure";
import { ProxyRefusal } from "./proxy-tunnel-agent";

interface SystemError extends Error {
  readonly code?: string;
  readonly cause?: unknown;
  readonly errors?: readonly unknown[];
}

/** Failures to connect that may pass, and how to say them. Others, such as a name that does not exist, do not pass by waiting. */
const TEMPORARY: Readonly<Record<string, string>> = {
  ECONNREFUSED: "the connection was refused; nothing listens there",
  ECONNRESET: "the connection was closed by the other side",
  EPIPE: "the connection was closed by the other side",
  ETIMEDOUT: "the connection timed out",
  EHOSTUNREACH: "there is no route to the host",
  ENETUNREACH: "the network is unreachable",
  EAI_AGAIN: "the name could not be resolved at the moment",
  ERR_CANCELED: "the connection was closed",
};

const PERMANENT: Readonly<Record<string, string>> = {
  ENOTFOUND: "the name is not known to DNS",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is self-signed",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate comes from an authority that is not trusted here",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its certificate comes from an authority that is not trusted here",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "its certificate comes from an authority that is not trusted here",
  CERT_HAS_EXPIRED: "its certificate has expired",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another name",
  EPROTO: "it does not speak TLS",
  ERR_SSL_WRONG_VERSION_NUMBER: "it does not speak TLS",
};

const CERTIFICATE_CODES = /CERT|SIGNATURE|ISSUER/;

/**
 * What an error of the HTTP library means. `sent` says whether a verified connection had been there.
 *
 * @throws the error itself when it is none of the network but a mistake in this process
 */
export function explainFailure(thrown: unknown, host: string, sent: boolean): ExchangeFailure {
  const error = innermost(thrown);
  if (error.code === undefined && error instanceof TypeError) throw thrown;
  const code = error.code ?? "";
  const closed =
    TEMPORARY[code] ?? (isBrokenOff(error) ? "the connection was closed by the other side" : undefined);
  if (isUnusable(error)) {
    return new ExchangeFailure("unusable", unusableText(error), sent, false);
  }
  if (!sent) {
    const reason =
      error instanceof ProxyRefusal ? error.message : (closed ?? PERMANENT[code] ?? error.message);
    const advice = CERTIFICATE_CODES.test(code)
      ? ' If it is your own authority, give its certificate as "ca_certificate" or through NODE_EXTRA_CA_CERTS.'
      : "";
    const text =
      error instanceof ProxyRefusal
        ? reason
        : `Could not connect to ${host}: ${reason}${code && ` (${code})`}.${advice}`;
    return new ExchangeFailure("unreachable", text, false, closed !== undefined);
  }
  const reason = closed ?? error.message;
  return new ExchangeFailure("no-answer", `${host} gave no answer: ${reason}.`, true, true);
}

/** The error of the socket below those of libraries; of several addresses that were tried, the last. */
function innermost(thrown: unknown): SystemError {
  let error = thrown as SystemError;
  for (let depth = 0; depth < 8; depth += 1) {
    const inner = error.errors?.at(-1) ?? error.cause;
    if (!(inner instanceof Error)) break;
    error = inner;
  }
  return error;
}

function isBrokenOff(error: SystemError): boolean {
  return (
    error.message === "stream has been aborted" ||
    error.message === "socket hang up" ||
    error.message === "aborted"
  );
}

function isUnusable(error: SystemError): boolean {
  return (
    /^(HPE_|Z_|ERR__ERROR|ERR_BR)/.test(error.code ?? "") || error.message.startsWith("maxContentLength")
  );
}

function unusableText(error: SystemError): string {
  if (error.message.startsWith("maxContentLength")) return "The answer is larger than 8 MiB.";
  return error.code?.startsWith("HPE_") ? "The answer is not HTTP." : "The answer could not be decompressed.";
}

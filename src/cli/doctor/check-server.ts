import { describeDuration } from "../../access/describe-duration";
import { describeError } from "../../infisical/describe-error";
import { InfisicalClient } from "../../infisical/infisical-client";
import { type ErrorKind, InfisicalError } from "../../infisical/infisical-error";
import { DiagnosticError } from "../../terraform-plugin/diagnostic";
import { clientOfEnvironment } from "../client-of-environment";
import type { Finding } from "./finding";

/** Milliseconds between two clocks that are worth a word: starts of temporary privileges come from this machine, their ends from the server. */
const TOLERATED_SKEW = 60_000;

/** Asked for where a token does not say whose it is. No identity has it. */
const NO_IDENTITY = "00000000-0000-0000-0000-000000000000";

/** Refusals that a server gives only to who is logged in. */
const LOGGED_IN: readonly ErrorKind[] = [
  "forbidden",
  "more-privileged",
  "identity-not-found",
  "membership-unclear",
  "universal-auth-not-attached",
];

const NEVER = new AbortController().signal;

/**
 * The settings in the environment, the login, and what the operator may do: in the organization, and in each project. Later checks are left out where
 * an earlier one fails.
 */
export async function checkServer(
  environment: NodeJS.ProcessEnv,
  projectSlugs: readonly string[],
): Promise<Finding[]> {
  const client = connect(environment);
  if (!(client instanceof InfisicalClient)) return [client];
  try {
    const identityId = await client.callerIdentityId();
    return [
      ...(await checkOperator(client, identityId)),
      ...(await Promise.all(projectSlugs.map((slug) => checkProject(client, identityId, slug)))),
    ];
  } catch (thrown) {
    const error = InfisicalError.from(thrown);
    const isLogin = error.route?.endsWith("/login") === true;
    return [failure(error, "Server", isLogin ? "logging in" : "using the access token")];
  } finally {
    client.close();
  }
}

/**
 * Asks for the operator's own universal auth: that shows whether a given token is valid, whether universal auth may be read, and the server's time.
 *
 * @throws InfisicalError when the server can't be used at all
 */
async function checkOperator(client: InfisicalClient, identityId: string | undefined): Promise<Finding[]> {
  const operator =
    identityId === undefined ? "an identity that the token does not name" : `identity ${identityId}`;
  const server: Finding = { status: "ok", subject: "Server", message: `${client.host}, as ${operator}` };
  try {
    const { serverTime } = await client.universalAuth.getDated(identityId ?? NO_IDENTITY, NEVER);
    return [server, ...checkClock(serverTime), MAY_READ_UNIVERSAL_AUTH];
  } catch (thrown) {
    const error = InfisicalError.from(thrown);
    if (!LOGGED_IN.includes(error.kind)) throw error;
    if (error.kind !== "forbidden") return [server, MAY_READ_UNIVERSAL_AUTH];
    const { detail } = describeError(error, "reading universal auth");
    return [
      server,
      {
        status: "advice",
        subject: "Organization",
        message: "the operator may not manage universal auth",
        remedy: `Privileges need no such permission.\n${detail}`,
      },
    ];
  }
}

const MAY_READ_UNIVERSAL_AUTH: Finding = {
  status: "ok",
  subject: "Organization",
  message: "the operator may read universal auth",
};

function checkClock(serverTime: Date | undefined): Finding[] {
  const skew = serverTime === undefined ? 0 : Date.now() - serverTime.getTime();
  if (Math.abs(skew) < TOLERATED_SKEW) return [];
  return [
    {
      status: "advice",
      subject: "Clock",
      message: `this machine is ${describeDuration(Math.round(Math.abs(skew) / 60_000) * 60_000)} ${skew > 0 ? "ahead of" : "behind"} the server`,
      remedy:
        "A temporary privilege starts at the time of the machine that applies it, and ends by the server's clock: its window would be moved by as much. Synchronise the clock.",
    },
  ];
}

function connect(environment: NodeJS.ProcessEnv): InfisicalClient | Finding {
  const subject = "Credentials";
  try {
    // Somebody waits for the answer, and a second run costs nothing.
    return clientOfEnvironment(environment, "doctor", { requestTimeout: 10_000, maxRetries: 0 });
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const { summary, detail } = error.content;
    const message = inSentence(summary);
    if (!message.startsWith("missing")) return { status: "problem", subject, message, remedy: detail };
    return {
      status: "advice",
      subject,
      message,
      remedy: `${detail} doctor looks at the environment alone, and a provider block can hold them as well.`,
    };
  }
}

/** Reading privileges asks for the same permission as writing them, to edit identities, but only a write shows whether the target is more privileged. */
async function checkProject(
  client: InfisicalClient,
  identityId: string | undefined,
  projectSlug: string,
): Promise<Finding> {
  const subject = `Project ${projectSlug}`;
  if (identityId === undefined) {
    return {
      status: "advice",
      subject,
      message: "not checked: the token does not say whose it is",
      remedy: "Log in with a client id and client secret instead.",
    };
  }
  try {
    await client.privileges.list({ identityId, projectSlug }, NEVER);
    return { status: "ok", subject, message: "the operator may read the privileges of identities" };
  } catch (error) {
    return failure(InfisicalError.from(error), subject, `listing privileges in project "${projectSlug}"`);
  }
}

function failure(error: InfisicalError, subject: string, doing: string): Finding {
  const { summary, detail } = describeError(error, doing);
  const remedy = error.kind === "unexpected-answer" ? `${detail}\n\n${SOMETHING_ELSE}` : detail;
  return { status: "problem", subject, message: inSentence(summary), remedy };
}

const SOMETHING_ELSE =
  "Something else than Infisical may answer there, such as a proxy or a page for signing in: open INFISICAL_HOST in a browser, and check HTTPS_PROXY and NO_PROXY.";

/** A title as part of a sentence. */
function inSentence(title: string): string {
  return title.toLowerCase().replace("infisical", "Infisical");
}

import { describeError } from "../../infisical/describe-error";
import { InfisicalClient } from "../../infisical/infisical-client";
import { InfisicalError } from "../../infisical/infisical-error";
import { DiagnosticError } from "../../terraform-plugin/diagnostic";
import { clientOfEnvironment } from "../client-of-environment";
import type { Finding } from "./finding";

/** The settings in the environment, the login, and what the operator sees of each project. Later checks are left out where an earlier one fails. */
export async function checkServer(
  environment: NodeJS.ProcessEnv,
  projectSlugs: readonly string[],
): Promise<Finding[]> {
  const connected = connect(environment);
  if (!(connected instanceof InfisicalClient)) return [connected];
  const client = connected;
  try {
    const identityId = await client
      .callerIdentityId()
      .catch((error: unknown) => failure(error, "Server", "logging in"));
    if (typeof identityId === "object") return [identityId];
    const operator = identityId === undefined ? "the given token" : `identity ${identityId}`;
    return [
      { status: "ok", subject: "Server", message: `${client.host}, as ${operator}` },
      ...(await Promise.all(projectSlugs.map((slug) => checkProject(client, identityId, slug)))),
    ];
  } finally {
    client.close();
  }
}

function connect(environment: NodeJS.ProcessEnv): InfisicalClient | Finding {
  const subject = "Credentials";
  try {
    // Somebody waits for the answer, and a second run costs nothing.
    return clientOfEnvironment(environment, "doctor", { requestTimeout: 10_000, maxRetries: 0 });
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const { summary, detail } = error.content;
    return {
      status: "advice",
      subject,
      message: `not complete in this environment (${summary})`,
      remedy: `${detail} A provider block can also hold them; doctor does not read it.`,
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
  const signal = new AbortController().signal;
  try {
    await client.privileges.list({ identityId, projectSlug }, signal);
    return { status: "ok", subject, message: "the operator may read the privileges of identities" };
  } catch (error) {
    return failure(error, subject, `listing privileges in project "${projectSlug}"`);
  }
}

function failure(thrown: unknown, subject: string, doing: string): Finding {
  const { summary, detail } = describeError(InfisicalError.from(thrown), doing);
  return { status: "problem", subject, message: summary.toLowerCase(), remedy: detail };
}

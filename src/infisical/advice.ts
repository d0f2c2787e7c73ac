import type { InfisicalError } from "./infisical-error";

/** One sentence or two on what to do, for the errors whose cause their words hide (contract/api.md). */
export function adviceFor(error: InfisicalError): string | undefined {
  const { target, callerIdentityId, host } = error;
  const caller =
    callerIdentityId === undefined
      ? "the identity that the provider is logged in as"
      : `identity ${callerIdentityId}`;
  const project = target?.projectSlug === undefined ? "the project" : `project "${target.projectSlug}"`;
  switch (error.kind) {
    case "forbidden":
      return `This answer${error.status === 401 ? ", in spite of its status 401," : ""} means that ${caller} is known but not permitted. Give it a role that may edit identities: in ${target?.projectSlug === undefined ? "the organization" : project}; reading privileges needs the same permission.`;
    case "more-privileged":
      return `The target has a permission that ${caller} itself lacks, and the server lets nobody change or remove the privileges of someone more privileged. Give ${caller} the missing permission, or let somebody who has it remove it in Infisical's web page.`;
    case "caller-not-in-project":
      return `${notVisible(error, caller, project)}`;
    case "project-not-found":
      return `${notVisible(error, caller, project)}`;
    case "identity-not-found":
      return "The identity was deleted, or it is no member of the project. Add it to the project, or correct identity_id.";
    case "membership-unclear":
      return `The server does not say whose membership is missing: that of the target identity, or that of ${caller} in ${project}.`;
    case "unauthenticated":
      return unauthenticated(error);
    case "project-closed":
      return "The server keeps this project closed to additional privileges, as all new projects. Use project roles there, or another project.";
    case "universal-auth-exists":
      return "Universal auth, or another authentication method, is attached to the identity already. Import it, or set adopt_existing = true.";
    case "ip-allowlisting-not-licensed":
      return 'The server\'s plan does not include IP allow-listing: it takes nothing but "0.0.0.0/0" and "::/0". Write these, leave the attribute out, or upgrade the plan.';
    case "slug-exists":
      return "Choose another slug, or import the privilege that has this one. A privilege whose window has ended keeps its slug.";
    case "rate-limited":
      return "Other clients of the same address use up the server's rate limit. Try again later, with fewer at once.";
    case "server-error":
      return "The server had trouble of its own; its log says more. Try again.";
    case "no-answer":
      return error.sent === "maybe"
        ? "The request may have been carried out all the same: plan again to see."
        : undefined;
    case "unreachable":
      return `Check that ${host ?? "the host"} is right and can be reached from here, proxies included.`;
    case "unexpected-answer":
      return error.status === 404
        ? `Nothing at ${host ?? "the host"} answers this route. Check that it is an Infisical server; its URL ends before "/api".`
        : undefined;
    default:
      return undefined;
  }
}

function unauthenticated({ serverMessage, route, host }: InfisicalError): string {
  const isLogin = route?.endsWith("/login") === true;
  if (serverMessage === "Failed to authenticate") {
    return "The server does not trust the address that this request came from. Add it to the trusted IPs of the identity that the provider is logged in as.";
  }
  return isLogin
    ? `The client id or client secret is wrong, expired or revoked, or it belongs to another server than ${host ?? "this one"}.`
    : "The access token is expired, revoked, used up or not of this server. With client_id and client_secret the provider fetches a new one by itself.";
}

function notVisible({ host }: InfisicalError, caller: string, project: string): string {
  const subject = project.charAt(0).toUpperCase() + project.slice(1);
  return `${subject} is not visible to ${caller} at ${host ?? "the server"}: it was deleted or renamed, the operator lost its membership, or host or credentials belong to another organisation. If it was deleted, run "terraform state rm" for what was in it.`;
}

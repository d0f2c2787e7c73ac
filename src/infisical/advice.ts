import type { InfisicalError } from "./infisical-error";

/** One sentence or two on what to do, for the errors whose cause their words hide (contract/api.md). */
export function adviceFor(error: InfisicalError): string | undefined {
  switch (error.kind) {
    case "forbidden":
      return forbidden(error);
    case "more-privileged":
      return `The target has a permission that ${caller(error)} itself lacks, and the server lets nobody change or remove the privileges of someone more privileged. Give ${caller(error)} the missing permission, or let somebody who has it remove it in Infisical's web page. What a temporary privilege grants counts until its window ends.`;
    case "caller-not-in-project":
    case "project-not-found":
      return `Project '${error.target?.projectSlug}' is not visible to ${caller(error)} at ${error.host}: it was deleted or renamed, the operator lost its membership, or host or credentials belong to another organisation. If it was deleted, run \`terraform state rm\` for what was in it.`;
    case "identity-not-found":
      return error.target?.projectSlug === undefined
        ? "The identity was deleted, or it belongs to another organisation. Correct identity_id, or restore the identity."
        : "The identity was deleted, or it is no member of the project. Correct identity_id, or add the identity to the project.";
    case "membership-unclear":
      return `The server does not say whose membership is missing: that of the target identity, or that of ${caller(error)}, in project '${error.target?.projectSlug}'.`;
    case "unauthenticated":
      return unauthenticated(error);
    case "project-closed":
      return "The server keeps this project closed to additional privileges, as it does all new projects. Use project roles there, or another project.";
    case "universal-auth-exists":
      return "Universal auth, or another authentication method, is attached to the identity already. Import it, or set adopt_existing = true.";
    case "ip-allowlisting-not-licensed":
      return 'The server\'s plan does not include IP allow-listing: it takes nothing but "0.0.0.0/0" and "::/0". Write these, leave the attribute out, or upgrade the plan.';
    case "slug-exists":
      return "Choose another slug, or import the privilege that has this one. A privilege whose window has ended keeps its slug. Where another resource gives this slug up in the same change, apply again; two that swap theirs need a third slug in between.";
    case "rate-limited":
      return "Other clients of the same address use up the server's rate limit. Try again later, with fewer at once.";
    case "server-error":
      return "The server had trouble of its own; its log says more. Try again.";
    case "no-answer":
    case "stopped":
      return error.sent === "maybe"
        ? "The request may have been carried out all the same: plan again to see."
        : undefined;
    case "unreachable":
      return `Check that ${error.host} is right and can be reached from here, proxies included.`;
    case "unexpected-answer":
      return error.status === 404
        ? `Nothing at ${error.host} answers this route. Check that it is an Infisical server; its URL ends before "/api".`
        : undefined;
    default:
      return undefined;
  }
}

function caller({ callerIdentityId }: InfisicalError): string {
  return callerIdentityId === undefined
    ? "the identity that the provider is logged in as"
    : `identity ${callerIdentityId}`;
}

/** 401 is "not permitted" on a server of 2024 (contract/api.md 1). */
function forbidden(error: InfisicalError): string | undefined {
  if (error.error !== "PermissionDenied") return undefined;
  const place =
    error.target?.projectSlug === undefined ? "the organisation" : `project '${error.target.projectSlug}'`;
  const meaning =
    error.status === 401 ? "In spite of its status 401 this is no question of credentials: " : "";
  return `${meaning}${caller(error)} lacks a permission. Give it a role in ${place} that may edit identities; reading needs that permission, too.`;
}

function unauthenticated({ serverMessage = "", route, host }: InfisicalError): string {
  if (serverMessage === "Failed to authenticate") {
    return "The server does not trust the address that this request came from. Add it to the trusted IPs of the identity that the provider is logged in as.";
  }
  if (serverMessage.includes("temporarily locked")) {
    return "Too many failed logins have locked the identity's universal auth for a while. Correct the credentials and try again later.";
  }
  return route?.endsWith("/login") === true
    ? `The client id or client secret is wrong, expired or revoked, or it belongs to another server than ${host}.`
    : "The access token is expired, revoked, used up or not of this server. A token that was given is not renewed; with client_id and client_secret the provider logs in again by itself.";
}

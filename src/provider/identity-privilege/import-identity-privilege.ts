import { isIdentityId } from "../../access/identity-id";
import { slugProblem } from "../../access/slug";
import { DiagnosticError } from "../../terraform-plugin/diagnostic";
import type { ObjectValue } from "../../terraform-plugin/value";

/** Import id: `project_slug/identity_id/slug`. The state that it gives is completed by the read that follows. */
export function importIdentityPrivilege(id: string): ObjectValue {
  const parts = id.split("/");
  const [projectSlug = "", identityId = "", slug = ""] = parts;
  const problem =
    parts.length !== 3
      ? `has ${parts.length} part${parts.length === 1 ? "" : "s"} instead of three`
      : projectSlug === ""
        ? "has an empty project slug (first part)"
        : !isIdentityId(identityId)
          ? `has "${identityId}" as its second part, which is not the UUID of an identity`
          : slugProblem(slug) !== undefined
            ? `has "${slug}" as its third part, which is no slug of a privilege: ${slugProblem(slug) ?? ""}`
            : undefined;
  if (problem !== undefined) {
    throw new DiagnosticError({
      summary: "Invalid Import Id",
      detail: `The import id of a privilege is project_slug/identity_id/slug, such as payments/78e59e24-a17b-4a93-8700-6f60a7f332fd/deploy-read. "${id}" ${problem}.`,
    });
  }
  return emptyState({ project_slug: projectSlug, identity_id: identityId, slug });
}

function emptyState(known: ObjectValue): ObjectValue {
  return { id: null, permissions: [], temporary: null, access_end_time: null, ...known };
}

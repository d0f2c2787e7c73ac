import { isIdentityId } from "../../access/identity-id";
import { slugProblem } from "../../access/slug";
import type { ValidateRequest } from "../../terraform-plugin/resource";
import { knownTexts } from "./undeclared-privileges";

export function validateIdentityPrivilegesExclusive({ config, context }: ValidateRequest): void {
  const { identity_id: identityId, on_undeclared: onUndeclared } = config;
  if (typeof identityId === "string" && !isIdentityId(identityId)) {
    context.diagnostics.error({
      summary: "Invalid Identity Id",
      detail: `"identity_id" must be the UUID of a machine identity, not "${identityId}".`,
      attribute: ["identity_id"],
    });
  }
  for (const slug of knownTexts(config.privilege_slugs)) {
    const problem = slugProblem(slug);
    if (problem === undefined) continue;
    context.diagnostics.error({
      summary: "Invalid Privilege Slug",
      detail: `"${slug}" in "privilege_slugs" ${problem}.`,
      attribute: ["privilege_slugs"],
    });
  }
  if (typeof onUndeclared === "string" && onUndeclared !== "remove" && onUndeclared !== "report") {
    context.diagnostics.error({
      summary: "Invalid Value",
      detail: `"on_undeclared" must be "remove" or "report", not "${onUndeclared}".`,
      attribute: ["on_undeclared"],
    });
  }
}

import { windowState } from "../../access/access-window";
import { printConditions } from "../../access/conditions";
import { rulesFromAnswer } from "../../access/rules-from-answer";
import type { PrivilegeAnswer } from "../../infisical/privilege-answer";
import type { DataSource } from "../../terraform-plugin/data-source";
import { DiagnosticError } from "../../terraform-plugin/diagnostic";
import type { ObjectValue } from "../../terraform-plugin/value";
import type { Connection } from "../connection";
import { IDENTITY_GONE } from "../identity-privilege/privilege-directory";
import { privilegeListFailure } from "../identity-privilege/privilege-failure";
import { pairOf } from "../identity-privilege/privilege-model";
import { identityPrivilegesDataSourceSchema } from "./identity-privileges-data-source-schema";

export const identityPrivilegesDataSource: DataSource<Connection> = {
  typeName: "infisicalaccess_identity_privileges",
  schema: identityPrivilegesDataSourceSchema,
  async read({ config, connection, context }) {
    const rows = await connection.directory.read(pairOf(config), context.stopped).catch((error: unknown) => {
      throw privilegeListFailure(error, config);
    });
    if (rows === IDENTITY_GONE) {
      throw new DiagnosticError({
        summary: "Identity Is Not In The Project",
        detail: `Identity ${String(config.identity_id)} does not exist or is no member of project "${String(config.project_slug)}". Check the id, or add the identity to the project.`,
        attribute: ["identity_id"],
      });
    }
    const sorted = [...rows].sort((a, b) => (a.slug < b.slug ? -1 : a.slug > b.slug ? 1 : 0));
    return { ...config, privileges: sorted.map(privilegeValue) };
  },
};

function privilegeValue(row: PrivilegeAnswer): ObjectValue {
  const window = row.isTemporary
    ? { range: row.temporaryRange ?? "", startTime: row.temporaryAccessStartTime }
    : null;
  return {
    id: row.id,
    slug: row.slug,
    permissions: rulesFromAnswer(row.permissions).map(({ actions, subject, conditions, inverted }) => ({
      actions: [...actions],
      subject,
      conditions: conditions === null ? null : printConditions(conditions),
      inverted,
    })),
    temporary: window && { range: window.range, start_time: window.startTime },
    access_end_time: row.isTemporary ? row.temporaryAccessEndTime : null,
    expired: window !== null && windowState(window, new Date()) === "ended",
  };
}

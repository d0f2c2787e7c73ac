import { AnswerFields } from "./answer-fields";

/** A privilege as the server returns it (contract/api.md 2, "What comes back"). Times are the server's texts. */
export interface PrivilegeAnswer {
  readonly id: string;
  readonly slug: string;
  readonly isTemporary: boolean;
  /** Null on a permanent privilege, and on a temporary one that another client wrote without it. */
  readonly temporaryMode: string | null;
  /** Exactly as it was sent. May stay on a row that became permanent (B2). */
  readonly temporaryRange: string | null;
  readonly temporaryAccessStartTime: string | null;
  readonly temporaryAccessEndTime: string | null;
  /** The rules, unread: `rulesFromAnswer` of src/access makes sense of every shape. */
  readonly permissions: readonly unknown[];
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
}

/** `{privilege: …}`, the answer of POST, PATCH, DELETE and GET. */
export function readPrivilegeAnswer(body: unknown): PrivilegeAnswer {
  return readPrivilege(AnswerFields.of(body).object("privilege"));
}

/** `{privileges: […]}`, the answer of LIST. Its order means nothing. */
export function readPrivilegeList(body: unknown): readonly PrivilegeAnswer[] {
  const rows = AnswerFields.of(body).list("privileges");
  return rows.map((row, index) => readPrivilege(AnswerFields.of(row, `privileges.${index}`)));
}

function readPrivilege(fields: AnswerFields): PrivilegeAnswer {
  return {
    id: fields.string("id"),
    slug: fields.string("slug"),
    isTemporary: fields.boolean("isTemporary"),
    temporaryMode: fields.optionalString("temporaryMode"),
    temporaryRange: fields.optionalString("temporaryRange"),
    temporaryAccessStartTime: fields.optionalString("temporaryAccessStartTime"),
    temporaryAccessEndTime: fields.optionalString("temporaryAccessEndTime"),
    permissions: fields.list("permissions"),
    createdAt: fields.optionalString("createdAt"),
    updatedAt: fields.optionalString("updatedAt"),
  };
}

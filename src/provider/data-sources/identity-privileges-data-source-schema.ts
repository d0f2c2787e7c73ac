import type { Schema } from "../../terraform-plugin/schema";

export const identityPrivilegesDataSourceSchema: Schema = {
  version: 0,
  description: "All additional privileges of a machine identity in a project, whoever made them.",
  attributes: {
    identity_id: { type: "string", required: true, description: "UUID of the machine identity." },
    project_slug: { type: "string", required: true, description: "Slug (not the id) of the project." },
    privileges: {
      nesting: "list",
      computed: true,
      description: "The privileges, sorted by slug. Expired ones stay on the server and are listed, too.",
      attributes: {
        id: { type: "string", computed: true, description: "UUID of the privilege." },
        slug: { type: "string", computed: true, description: "Name of the privilege." },
        permissions: {
          nesting: "list",
          computed: true,
          description: "What the privilege grants, as far as API v1 shows it.",
          attributes: {
            actions: { type: { set: "string" }, computed: true, description: "Such as `read` and `edit`." },
            subject: { type: "string", computed: true, description: "What the actions apply to." },
            conditions: {
              type: "string",
              computed: true,
              description: "JSON that narrows the rule; null when it applies everywhere in the project.",
            },
            inverted: {
              type: "bool",
              computed: true,
              description: "Whether the rule forbids instead of grants.",
            },
          },
        },
        temporary: {
          nesting: "single",
          computed: true,
          description: "The window in which the privilege is in force; null when it is permanent.",
          attributes: {
            range: { type: "string", computed: true, description: "Length of the window." },
            start_time: { type: "string", computed: true, description: "Start of the window, RFC 3339." },
          },
        },
        access_end_time: {
          type: "string",
          computed: true,
          description: "End of the window, RFC 3339; null when the privilege is permanent.",
        },
        expired: {
          type: "bool",
          computed: true,
          description: "Whether the window has ended, by the clock of the machine that reads it.",
        },
      },
    },
  },
};

import type { Schema } from "../../terraform-plugin/schema";

export const identityPrivilegeSchema: Schema = {
  version: 0,
  description:
    "An additional privilege of a machine identity in a project: which actions on which secrets, where, and for how long. Updates, renewals and renames are made in place.",
  attributes: {
    id: {
      type: "string",
      computed: true,
      useStateForUnknown: true,
      description: "UUID of the privilege on the server.",
    },
    identity_id: {
      type: "string",
      required: true,
      requiresReplace: true,
      description:
        "UUID of the machine identity that gets the privilege. It must be a member of the project.",
    },
    project_slug: {
      type: "string",
      required: true,
      requiresReplace: true,
      description: "Slug (not the id) of the project in which the privilege applies.",
    },
    slug: {
      type: "string",
      optional: true,
      computed: true,
      useStateForUnknown: true,
      description:
        "Name of the privilege, unique for an identity in a project: 1 to 60 characters, lower case letters, digits and single inner hyphens. Left out, it is derived from what the privilege grants when it is created, and kept from then on.",
    },
    permissions: {
      nesting: "list",
      required: true,
      description:
        "What the privilege grants, at least one rule. The order of rules means nothing while none is inverted.",
      attributes: {
        actions: {
          type: { set: "string" },
          required: true,
          description: "At least one of `read`, `create`, `edit`, `delete`.",
        },
        subject: {
          type: "string",
          required: true,
          description: "What the actions apply to, such as `secrets`.",
        },
        conditions: {
          type: "string",
          optional: true,
          description:
            'JSON object that narrows the rule, such as `jsonencode({ environment = "prod", secretPath = { "$glob" = "/app/**" } })`. Left out, the rule applies everywhere in the project.',
        },
        inverted: {
          type: "bool",
          optional: true,
          description:
            "Whether the rule forbids instead of grants. Infisical's API v1 reads such rules but cannot write them. Default: false.",
        },
      },
    },
    temporary: {
      nesting: "single",
      optional: true,
      description: "The window in which the privilege is in force. Left out, the privilege is permanent.",
      attributes: {
        range: {
          type: "string",
          required: true,
          description:
            "Length of the window from its start: a number with a unit, such as `30m`, `4h`, `7d`.",
        },
        start_time: {
          type: "string",
          optional: true,
          computed: true,
          description:
            "When the window starts, RFC 3339. Left out, it is the time of the apply that opens or renews the window. The server grants access before a start that lies in the future, too.",
        },
        renew_triggers: {
          type: { map: "string" },
          optional: true,
          description:
            "Any values: when an entry is changed, added or removed, the window starts anew at the time of that apply. Not together with `start_time`.",
        },
      },
    },
    access_end_time: {
      type: "string",
      computed: true,
      description: "When the window ends, RFC 3339; null when the privilege is permanent.",
    },
  },
};

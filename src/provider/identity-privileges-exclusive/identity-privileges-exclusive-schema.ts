import type { Schema } from "../../terraform-plugin/schema";

export const identityPrivilegesExclusiveSchema: Schema = {
  version: 0,
  description:
    "The complete list of additional privileges that a machine identity has in a project. A privilege that somebody else added shows in the plan and is removed by the apply. Destroying this resource removes nothing.",
  attributes: {
    id: {
      type: "string",
      computed: true,
      useStateForUnknown: true,
      description: "`project_slug/identity_id`.",
    },
    identity_id: {
      type: "string",
      required: true,
      requiresReplace: true,
      description: "UUID of the machine identity.",
    },
    project_slug: {
      type: "string",
      required: true,
      requiresReplace: true,
      description: "Slug (not the id) of the project.",
    },
    privilege_slugs: {
      type: { set: "string" },
      required: true,
      description:
        "Slugs of all privileges that the identity may have in the project. Refer to the resources that manage them, so that Terraform orders this one after them.",
    },
    ignore_slugs: {
      type: { set: "string" },
      optional: true,
      description: "Globs, such as `ci-*`: privileges whose slug matches one are never counted.",
    },
    on_undeclared: {
      type: "string",
      optional: true,
      computed: true,
      defaultValue: "remove",
      description:
        "What happens to privileges that are not in the list: `remove` deletes them at the next apply, `report` only warns. Default: `remove`.",
    },
    undeclared: {
      type: { map: "string" },
      computed: true,
      description:
        "Privileges that the server has and the list has not: slug → what it grants and until when.",
    },
  },
};

import {
  type Attributes,
  DecimalNumber,
  type ObjectValue,
  type PlanResult,
  type Resource,
  UNKNOWN,
} from "../../../src/terraform-plugin";

/** One planned change: what goes in, and what the plan says. Attributes that are left out of an object are null. */
export interface PlanCase {
  readonly name: string;
  readonly attributes: Attributes;
  readonly config: ObjectValue;
  /** Undefined: a create. */
  readonly prior?: ObjectValue;
  /** What Terraform proposes. By default what is configured, and where nothing is, the prior value of computed attributes. */
  readonly proposed?: ObjectValue;
  readonly hooks?: Pick<Resource<unknown>, "keepPriorSpelling" | "plan">;
  readonly planned: ObjectValue;
  /** Paths as `lines[0].text`. Default: none. */
  readonly replaces?: readonly string[];
}

const description = "";
const required = { type: "string", required: true, description } as const;
const optional = { type: "string", optional: true, description } as const;
const computed = { type: "string", computed: true, description } as const;
const optionalComputed = { type: "string", optional: true, computed: true, description } as const;
const kept = { ...computed, useStateForUnknown: true } as const;
const ttl = { type: "number", optional: true, computed: true, defaultValue: 30, description } as const;
const lowerCase = {
  keepPriorSpelling: ({ prior, proposed }: { prior: ObjectValue; proposed: ObjectValue }): ObjectValue =>
    String(prior.name).toLowerCase() === String(proposed.name).toLowerCase() && prior.name !== undefined
      ? { ...proposed, name: prior.name }
      : proposed,
};
const planning = (result: (planned: ObjectValue) => PlanResult): PlanCase["hooks"] => ({
  plan: ({ planned }) => result(planned),
});

export const planCases: readonly PlanCase[] = [
  {
    name: "a create knows what is configured and nothing of what is computed",
    attributes: { name: required, comment: optional, id: computed, mode: optionalComputed },
    config: { name: "a" },
    planned: { name: "a", comment: null, id: UNKNOWN, mode: UNKNOWN },
  },
  {
    name: "a create keeps unknown configuration unknown",
    attributes: { name: required, ttl },
    config: { name: UNKNOWN, ttl: UNKNOWN },
    planned: { name: UNKNOWN, ttl: UNKNOWN },
  },
  {
    name: "a create plans defaults",
    attributes: { name: required, ttl },
    config: { name: "a" },
    planned: { name: "a", ttl: 30 },
  },
  {
    name: "a create has no value to use instead of unknown",
    attributes: { name: required, id: kept },
    config: { name: "a" },
    planned: { name: "a", id: UNKNOWN },
  },
  {
    name: "an update without a change plans the prior state, computed values included",
    attributes: { name: required, id: computed, mode: optionalComputed, ttl },
    prior: { name: "a", id: "1", mode: "x", ttl: 30 },
    config: { name: "a" },
    planned: { name: "a", id: "1", mode: "x", ttl: 30 },
  },
  {
    name: "an update does not know computed values, except those that stay",
    attributes: { name: required, id: kept, revision: computed },
    prior: { name: "a", id: "1", revision: "7" },
    config: { name: "b" },
    planned: { name: "b", id: "1", revision: UNKNOWN },
  },
  {
    name: "a value that stays may be null",
    attributes: { name: required, end: kept },
    prior: { name: "a", end: null },
    config: { name: "b" },
    planned: { name: "b", end: null },
  },
  {
    name: "drift of an attribute with a default plans the default",
    attributes: { name: required, ttl, revision: computed },
    prior: { name: "a", ttl: 99, revision: "7" },
    config: { name: "a" },
    planned: { name: "a", ttl: 30, revision: UNKNOWN },
  },
  {
    name: "drift of an attribute without a default is kept",
    attributes: { name: required, mode: optionalComputed },
    prior: { name: "a", mode: "changed outside" },
    config: { name: "a" },
    planned: { name: "a", mode: "changed outside" },
  },
  {
    name: "an attribute that was removed from the configuration is null",
    attributes: { name: required, comment: optional, revision: computed },
    prior: { name: "a", comment: "x", revision: "7" },
    config: { name: "a" },
    planned: { name: "a", comment: null, revision: UNKNOWN },
  },
  {
    name: "another spelling of the same plans nothing",
    attributes: { name: { ...required, requiresReplace: true }, revision: computed },
    prior: { name: "Name", revision: "7" },
    config: { name: "NAME" },
    hooks: lowerCase,
    planned: { name: "Name", revision: "7" },
  },
  {
    name: "another spelling beside a change keeps the prior's",
    attributes: { name: { ...required, requiresReplace: true }, comment: optional, revision: computed },
    prior: { name: "Name", comment: null, revision: "7" },
    config: { name: "NAME", comment: "x" },
    hooks: lowerCase,
    planned: { name: "Name", comment: "x", revision: UNKNOWN },
  },
  {
    name: "sets are the same in any order",
    attributes: { tags: { type: { set: "string" }, optional: true, description }, revision: computed },
    prior: { tags: ["a", "b"], revision: "7" },
    config: { tags: ["b", "a"] },
    planned: { tags: ["a", "b"], revision: "7" },
  },
  {
    name: "lists are not",
    attributes: { tags: { type: { list: "string" }, optional: true, description }, revision: computed },
    prior: { tags: ["a", "b"], revision: "7" },
    config: { tags: ["b", "a"] },
    planned: { tags: ["b", "a"], revision: UNKNOWN },
  },
  {
    name: "integers that differ beyond 2^53 differ",
    attributes: { size: { type: "number", required: true, requiresReplace: true, description } },
    prior: { size: 9007199254740993n },
    config: { size: 9007199254740994n },
    planned: { size: 9007199254740994n },
    replaces: ["size"],
  },
  {
    name: "fractions that differ beyond a double differ, and the same one is the same",
    attributes: {
      changed: { type: "number", required: true, requiresReplace: true, description },
      same: { type: "number", required: true, requiresReplace: true, description },
    },
    prior: { changed: new DecimalNumber("0.10000000000000000000001"), same: new DecimalNumber("1e-400") },
    config: { changed: new DecimalNumber("0.10000000000000000000002"), same: new DecimalNumber("1e-400") },
    planned: { changed: new DecimalNumber("0.10000000000000000000002"), same: new DecimalNumber("1e-400") },
    replaces: ["changed"],
  },
  {
    name: "a changed attribute replaces when its schema says so",
    attributes: { name: { ...required, requiresReplace: true }, comment: optional },
    prior: { name: "a", comment: "x" },
    config: { name: "b", comment: "y" },
    planned: { name: "b", comment: "y" },
    replaces: ["name"],
  },
  {
    name: "an attribute that may turn out to change replaces",
    attributes: { name: { ...required, requiresReplace: true } },
    prior: { name: "a" },
    config: { name: UNKNOWN },
    planned: { name: UNKNOWN },
    replaces: ["name"],
  },
  {
    name: "a create replaces nothing",
    attributes: { name: { ...required, requiresReplace: true } },
    config: { name: "a" },
    hooks: planning((planned) => ({ planned, requiresReplace: [["name"]] })),
    planned: { name: "a" },
  },
  {
    name: "what the resource adds to the replacing attributes is listed once, sorted",
    attributes: { name: { ...required, requiresReplace: true }, comment: optional },
    prior: { name: "a", comment: "x" },
    config: { name: "b", comment: "y" },
    hooks: planning((planned) => ({ planned, requiresReplace: [["name"], ["comment"]] })),
    planned: { name: "b", comment: "y" },
    replaces: ["comment", "name"],
  },
  {
    name: "the resource's own plan has the last word",
    attributes: { name: required, id: computed },
    config: { name: "a" },
    hooks: planning((planned) => ({ planned: { ...planned, id: "derived" } })),
    planned: { name: "a", id: "derived" },
  },
  {
    name: "a nested object has defaults and computed values of its own",
    attributes: {
      reminder: {
        nesting: "single",
        optional: true,
        description,
        attributes: { every: required, next: computed, ttl },
      },
    },
    config: { reminder: { every: "day", next: null, ttl: null } },
    planned: { reminder: { every: "day", next: UNKNOWN, ttl: 30 } },
  },
  {
    name: "a nested object's values stay where it was there before",
    attributes: {
      reminder: {
        nesting: "single",
        optional: true,
        description,
        attributes: { every: required, next: computed, id: kept },
      },
    },
    prior: { reminder: { every: "day", next: "monday", id: "1" } },
    config: { reminder: { every: "week", next: null, id: null } },
    proposed: { reminder: { every: "week", next: "monday", id: "1" } },
    planned: { reminder: { every: "week", next: UNKNOWN, id: "1" } },
  },
  {
    name: "a nested object that was not there before has no values that stay",
    attributes: {
      reminder: { nesting: "single", optional: true, description, attributes: { every: required, id: kept } },
    },
    prior: { reminder: null },
    config: { reminder: { every: "week", id: null } },
    planned: { reminder: { every: "week", id: UNKNOWN } },
  },
  {
    name: "a nested object that is unknown is left alone",
    attributes: {
      reminder: { nesting: "single", optional: true, description, attributes: { every: required, ttl } },
    },
    config: { reminder: UNKNOWN },
    planned: { reminder: UNKNOWN },
  },
  {
    name: "objects of a list are planned one by one",
    attributes: {
      lines: { nesting: "list", optional: true, description, attributes: { text: required, id: kept, ttl } },
    },
    prior: { lines: [{ text: "a", id: "1", ttl: 30 }] },
    config: {
      lines: [
        { text: "b", id: null, ttl: null },
        { text: "c", id: null, ttl: 5 },
      ],
    },
    proposed: {
      lines: [
        { text: "b", id: "1", ttl: 30 },
        { text: "c", id: null, ttl: 5 },
      ],
    },
    planned: {
      lines: [
        { text: "b", id: "1", ttl: 30 },
        { text: "c", id: UNKNOWN, ttl: 5 },
      ],
    },
  },
  {
    name: "an unknown object of a list is left alone beside a known one",
    attributes: {
      lines: { nesting: "list", optional: true, description, attributes: { text: required, ttl } },
    },
    config: { lines: [UNKNOWN, { text: "c", ttl: null }] },
    planned: { lines: [UNKNOWN, { text: "c", ttl: 30 }] },
  },
  {
    name: "objects of a map are planned by key",
    attributes: {
      lines: { nesting: "map", optional: true, description, attributes: { text: required, id: kept } },
    },
    prior: { lines: { x: { text: "a", id: "1" } } },
    config: { lines: { x: { text: "b", id: null }, y: { text: "c", id: null } } },
    proposed: { lines: { x: { text: "b", id: "1" }, y: { text: "c", id: null } } },
    planned: { lines: { x: { text: "b", id: "1" }, y: { text: "c", id: UNKNOWN } } },
  },
  {
    name: "objects of a set get what they lack",
    attributes: {
      lines: {
        nesting: "set",
        optional: true,
        description,
        attributes: { text: required, id: computed, ttl },
      },
    },
    config: { lines: [{ text: "a", id: null, ttl: null }] },
    planned: { lines: [{ text: "a", id: UNKNOWN, ttl: 30 }] },
  },
  {
    name: "a nested attribute that is itself computed is unknown as a whole",
    attributes: {
      name: required,
      endpoints: { nesting: "list", computed: true, description, attributes: { host: computed } },
    },
    prior: { name: "a", endpoints: [{ host: "x" }] },
    config: { name: "b" },
    planned: { name: "b", endpoints: UNKNOWN },
  },
  {
    name: "a changed part of a nested object replaces, and the path says which",
    attributes: {
      lines: {
        nesting: "list",
        optional: true,
        description,
        attributes: { text: { ...required, requiresReplace: true }, note: optional },
      },
      byKey: {
        nesting: "map",
        optional: true,
        description,
        attributes: { text: { ...required, requiresReplace: true } },
      },
    },
    prior: {
      lines: [
        { text: "a", note: null },
        { text: "b", note: null },
      ],
      byKey: { k: { text: "a" } },
    },
    config: {
      lines: [
        { text: "a", note: "x" },
        { text: "c", note: null },
      ],
      byKey: { k: { text: "b" } },
    },
    planned: {
      lines: [
        { text: "a", note: "x" },
        { text: "c", note: null },
      ],
      byKey: { k: { text: "b" } },
    },
    replaces: ['byKey["k"].text', "lines[1].text"],
  },
];

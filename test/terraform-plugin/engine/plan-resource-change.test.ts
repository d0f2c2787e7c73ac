import {
  UNKNOWN,
  type ObjectValue,
  type Resource,
  type Schema,
  type Value,
} from "../../../src/terraform-plugin";
import { encodePrivateState } from "../../../src/terraform-plugin/codec/wire-private-state";
import { pathText, summaries, unwire, whole, wire } from "../support/plugin-client";
import { providerOf } from "../support/resource-under-test";
import { type ServedProvider, servedProvider } from "../support/served-provider";
import { planCases } from "./plan-cases";

let served: ServedProvider;

async function serveThing(schema: Schema, methods: Partial<Resource<unknown>> = {}): Promise<ServedProvider> {
  const provider = providerOf({ schema, ...methods });
  served = await servedProvider(provider);
  await served.client.call("configureProvider", { config: wire(provider.schema, {}) });
  return served;
}

/** Terraform's proposal (internal/plans/objchange/objchange.go), for attributes that are not nested. */
function proposal(schema: Schema, config: ObjectValue, prior: ObjectValue | undefined): ObjectValue {
  return Object.fromEntries(
    Object.entries(schema.attributes).map(([name, { computed }]): [string, Value] => {
      const configured = config[name] ?? null;
      return [name, configured === null && computed ? (prior?.[name] ?? null) : configured];
    }),
  );
}

afterEach(() => served.close());

test.each(planCases)(
  "$name",
  async ({ attributes, config, prior, proposed, hooks, planned, replaces = [] }) => {
    const schema = { version: 0, description: "", attributes };
    const { client } = await serveThing(schema, hooks);
    const response = await client.call("planResourceChange", {
      typeName: "test_thing",
      config: wire(schema, whole(schema, config)),
      priorState: wire(schema, prior === undefined ? null : whole(schema, prior)),
      proposedNewState: wire(schema, proposed ?? proposal(schema, config, prior)),
    });
    expect(response.diagnostics).toEqual([]);
    expect(unwire(schema, response.plannedState)).toEqual(planned);
    expect(response.requiresReplace.map(pathText)).toEqual(replaces);
  },
);

describe("private data", () => {
  const schema: Schema = {
    version: 0,
    description: "",
    attributes: { name: { type: "string", required: true, description: "" } },
  };
  const state = wire(schema, { name: "a" });
  const change = { typeName: "test_thing", config: state, priorState: state, proposedNewState: state };

  test("goes through a plan that does not touch it", async () => {
    const { client } = await serveThing(schema);
    const priorPrivate = encodePrivateState({ kept: [1, "x", null] });
    const { plannedPrivate } = await client.call("planResourceChange", { ...change, priorPrivate });
    expect(plannedPrivate).toEqual(priorPrivate);
  });

  test("is what the resource plans", async () => {
    const { client } = await serveThing(schema, {
      plan: ({ planned, privateState }) => ({ planned, privateState: { ...privateState, added: true } }),
    });
    const priorPrivate = encodePrivateState({ kept: 1 });
    const { plannedPrivate } = await client.call("planResourceChange", { ...change, priorPrivate });
    expect(plannedPrivate).toEqual(encodePrivateState({ kept: 1, added: true }));
  });

  test.each(["{", "[]", '{"other":{}}', '{"terraform-plugin/private":{"version":2,"data":{}}}'])(
    "that reads %s is a diagnostic",
    async (text) => {
      const { client } = await serveThing(schema);
      const response = await client.call("planResourceChange", {
        ...change,
        priorPrivate: Buffer.from(text),
      });
      expect(summaries(response.diagnostics)).toEqual(["Malformed Request"]);
      expect(response.diagnostics[0]?.detail).toContain("private data");
    },
  );
});

describe("destroying", () => {
  const schema: Schema = {
    version: 0,
    description: "",
    attributes: { name: { type: "string", required: true, description: "" } },
  };
  const destroy = {
    typeName: "test_thing",
    config: wire(schema, null),
    priorState: wire(schema, { name: "a" }),
    proposedNewState: wire(schema, null),
    priorPrivate: encodePrivateState({ kept: 1 }),
  };

  test("plans null and keeps private data for the delete", async () => {
    const { client } = await serveThing(schema);
    const response = await client.call("planResourceChange", destroy);
    expect(unwire(schema, response.plannedState)).toBeNull();
    expect(response.plannedPrivate).toEqual(destroy.priorPrivate);
  });

  test("can be refused by the resource, which sees the prior state and private data", async () => {
    const { client } = await serveThing(schema, {
      planDestroy: ({ prior, privateState, context }) =>
        context.diagnostics.error({ summary: "Protected", detail: JSON.stringify({ prior, privateState }) }),
    });
    const { diagnostics } = await client.call("planResourceChange", destroy);
    expect(diagnostics.map(({ detail }) => detail)).toEqual([
      '{"prior":{"name":"a"},"privateState":{"kept":1}}',
    ]);
  });
});

test("a plan of the wrong shape is the provider's fault, and the diagnostic says where", async () => {
  const schema: Schema = {
    version: 0,
    description: "",
    attributes: { labels: { type: { map: "number" }, optional: true, description: "" } },
  };
  const { client } = await serveThing(schema, { plan: () => ({ planned: { labels: { a: 1, b: "two" } } }) });
  const { diagnostics } = await client.call("planResourceChange", {
    typeName: "test_thing",
    config: wire(schema, { labels: UNKNOWN }),
    priorState: wire(schema, null),
    proposedNewState: wire(schema, { labels: UNKNOWN }),
  });
  expect(summaries(diagnostics)).toEqual(['labels["b"]: Provider Bug']);
  expect(diagnostics[0]?.detail).toContain("labels.b: expected a number, got a string");
});

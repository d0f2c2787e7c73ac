import { encode } from "@msgpack/msgpack";
import type { ObjectValue, Resource, Schema } from "../../../src/terraform-plugin";
import type { DynamicValue } from "../../../src/terraform-plugin/generated/tfplugin6/value";
import type { PluginClient } from "../support/plugin-client";
import { unwire } from "../support/plugin-client";
import { providerOf } from "../support/resource-under-test";
import { type ServedProvider, servedProvider } from "../support/served-provider";

const description = "";
const schema: Schema = {
  version: 0,
  description,
  attributes: {
    name: { type: "string", required: true, description },
    factor: { type: "number", optional: true, computed: true, defaultValue: 0.5, description },
    tags: { type: { set: "string" }, optional: true, description },
  },
};
const state: ObjectValue = { name: "caf\u00e9", factor: 0.5, tags: ["b", "a"] };

/** In Terraform's bytes: keys in the order of their names, and a double, where this library writes a number in decimal notation. */
const sent = terraformBytes(state);

function terraformBytes(object: object): DynamicValue {
  return { msgpack: Buffer.from(encode(object, { sortKeys: true })), json: Buffer.alloc(0) };
}

let served: ServedProvider;
afterEach(() => served.close());

async function serveThing(methods: Partial<Resource<unknown>>): Promise<PluginClient> {
  const provider = providerOf({ schema, ...methods });
  served = await servedProvider(provider);
  await served.client.call("configureProvider", {
    config: { msgpack: Buffer.from([0x80]), json: Buffer.alloc(0) },
  });
  return served.client;
}

/** The same to Terraform: a set without order, a text in another of Unicode's forms. */
const respelled: ObjectValue = { name: "cafe\u0301", factor: 0.5, tags: ["a", "b"] };

describe("what a read finds", () => {
  const read = async (found: ObjectValue) => {
    const client = await serveThing({ read: () => Promise.resolve({ state: found }) });
    return client.call("readResource", { typeName: "test_thing", currentState: sent });
  };

  test.each([
    ["as it was", state],
    ["in another spelling", respelled],
  ])("%s is answered in the bytes that came", async (_how, found) => {
    expect((await read(found)).newState).toEqual(sent);
  });

  test.each([
    ["another text", { ...state, name: "tea" }],
    ["another number", { ...state, factor: 0.25 }],
    ["an element more", { ...state, tags: ["a", "b", "c"] }],
    ["nothing where something was", { ...state, tags: null }],
  ])("%s is answered as it is", async (_what, found) => {
    expect(unwire(schema, (await read(found)).newState)).toEqual(found);
  });
});

describe("a plan", () => {
  const plan = async (
    { config, proposed }: { config: object; proposed: object },
    methods: Partial<Resource<unknown>> = {},
  ) => {
    const client = await serveThing(methods);
    return client.call("planResourceChange", {
      typeName: "test_thing",
      config: terraformBytes(config),
      priorState: sent,
      proposedNewState: terraformBytes(proposed),
    });
  };

  test("without a change is answered in the bytes of the prior state", async () => {
    const { plannedState } = await plan({ config: state, proposed: state });
    expect(plannedState).toEqual(sent);
  });

  test("of a mere respelling is answered in the bytes of the prior state", async () => {
    const config = { ...state, name: "CAF\u00c9" };
    const { plannedState } = await plan(
      { config, proposed: config },
      { keepPriorSpelling: ({ prior, proposed }) => ({ ...proposed, name: prior.name ?? null }) },
    );
    expect(plannedState).toEqual(sent);
  });

  test("that the resource changes is answered as the resource has it", async () => {
    const planned = { ...state, tags: null };
    const { plannedState } = await plan({ config: state, proposed: state }, { plan: () => ({ planned }) });
    expect(unwire(schema, plannedState)).toEqual(planned);
  });

  test("has a default also where the proposal is the prior state", async () => {
    const client = await serveThing({});
    const prior = terraformBytes({ ...state, factor: 0.25 });
    const { plannedState } = await client.call("planResourceChange", {
      typeName: "test_thing",
      config: terraformBytes({ ...state, factor: null }),
      priorState: prior,
      proposedNewState: prior,
    });
    expect(unwire(schema, plannedState)).toEqual({ ...state, factor: 0.5 });
  });
});

import {
  DecimalNumber,
  DiagnosticError,
  type ObjectValue,
  type Resource,
  type Schema,
  UNKNOWN,
} from "../../../src/terraform-plugin";
import {
  decodePrivateState,
  encodePrivateState,
} from "../../../src/terraform-plugin/codec/wire-private-state";
import type { PluginClient } from "../support/plugin-client";
import { summaries, unwire, wire } from "../support/plugin-client";
import { providerOf } from "../support/resource-under-test";
import { type ServedProvider, servedProvider } from "../support/served-provider";

const description = "";
const schema: Schema = {
  version: 3,
  description,
  attributes: {
    id: { type: "string", computed: true, description },
    size: { type: "number", optional: true, description },
    tags: { type: { set: "string" }, optional: true, description },
    reminder: {
      nesting: "single",
      optional: true,
      description,
      attributes: {
        every: { type: "string", required: true, description },
        next: { type: "string", computed: true, description },
      },
    },
  },
};
const nothing: ObjectValue = { id: null, size: null, tags: null, reminder: null };

let served: ServedProvider;
afterEach(() => served.close());

async function serveThing(methods: Partial<Resource<unknown>>): Promise<PluginClient> {
  const provider = providerOf({ schema, ...methods });
  served = await servedProvider(provider);
  await served.client.call("configureProvider", { config: wire(provider.schema, {}) });
  return served.client;
}

describe("a stored state", () => {
  const upgrade = async (json: string, version = 3) => {
    const client = await serveThing({});
    return client.call("upgradeResourceState", {
      typeName: "test_thing",
      version,
      rawState: { json: Buffer.from(json), flatmap: {} },
    });
  };

  test.each<[string, string, ObjectValue]>([
    [
      "is read by its schema",
      '{"id":"1","size":2.5,"tags":["a"],"reminder":{"every":"day","next":null}}',
      { id: "1", size: 2.5, tags: ["a"], reminder: { every: "day", next: null } },
    ],
    [
      "lacks what its writer did not know",
      '{"id":"1","reminder":{"every":"day"}}',
      { ...nothing, id: "1", reminder: { every: "day", next: null } },
    ],
    [
      "loses what the schema does not know",
      '{"id":"1","colour":"red","__proto__":{"size":1}}',
      { ...nothing, id: "1" },
    ],
    ["keeps integers beyond 2^53", '{"size":9007199254740993}', { ...nothing, size: 9007199254740993n }],
    [
      "keeps fractions beyond a double",
      '{"id":"size\\": 0.5","size":-0.1000000000000000000001}',
      { ...nothing, id: 'size": 0.5', size: new DecimalNumber("-0.1000000000000000000001") },
    ],
    ["may hold spaces", '{ "size" : 9007199254740993 }', { ...nothing, size: 9007199254740993n }],
    ["may have an exponent", '{"size":1e3}', { ...nothing, size: 1000 }],
  ])("%s", async (_what, json, expected) => {
    const { diagnostics, upgradedState } = await upgrade(json);
    expect(diagnostics).toEqual([]);
    expect(unwire(schema, upgradedState)).toEqual(expected);
  });

  test.each<[string, string, RegExp]>([
    ["is no JSON", '{"id":', /stored state.*JSON/],
    ["is a list", "[]", /expected an object, got a list/],
    ["has another type", '{"id":["1"]}', /id: expected a string, got a list/],
    ["has a text for a number", '{"size":"large"}', /size: expected a number, got a string/],
    [
      "is deeper than its schema",
      `{"id":${"[".repeat(20_000)}${"]".repeat(20_000)}}`,
      /id: expected a string/,
    ],
    ["is nothing", "", /not stored as JSON/],
  ])("that %s is a diagnostic", async (_what, json, detail) => {
    const { diagnostics, upgradedState } = await upgrade(json);
    expect(diagnostics.map((diagnostic) => diagnostic.detail)).toEqual([expect.stringMatching(detail)]);
    expect(upgradedState).toBeUndefined();
  });

  test.each([2, 4])("of version %d is refused by a schema of version 3", async (version) => {
    const { diagnostics } = await upgrade("{}", version);
    expect(diagnostics[0]?.detail).toContain(`written in version ${version} of its schema`);
  });
});

describe("a read", () => {
  const current = { ...nothing, id: "1", size: 9007199254740993n };
  const remembered = encodePrivateState({ since: "create" });
  const read = async (method: Resource<unknown>["read"]) => {
    const client = await serveThing({ read: method });
    return client.call("readResource", {
      typeName: "test_thing",
      currentState: wire(schema, current),
      private: remembered,
    });
  };

  test("gives what there is and keeps private data", async () => {
    const response = await read(({ state }) => Promise.resolve({ state: { ...state, tags: ["x"] } }));
    expect(unwire(schema, response.newState)).toEqual({ ...current, tags: ["x"] });
    expect(response.private).toEqual(remembered);
  });

  test("may change private data", async () => {
    const response = await read(({ state, privateState }) =>
      Promise.resolve({ state, privateState: { ...privateState, seen: 1 } }),
    );
    expect(decodePrivateState(response.private)).toEqual({ since: "create", seen: 1 });
  });

  test("says that the object is gone", async () => {
    const response = await read(() => Promise.resolve({ state: null }));
    expect(response.newState).toBeDefined();
    expect(unwire(schema, response.newState)).toBeNull();
  });

  test("that fails says why, and gives no state", async () => {
    const response = await read(() =>
      Promise.reject(new DiagnosticError({ summary: "Down", detail: "Try later." })),
    );
    expect(summaries(response.diagnostics)).toEqual(["Down"]);
    expect(response.newState).toBeUndefined();
  });

  test("may not leave anything unknown", async () => {
    const response = await read(({ state }) =>
      Promise.resolve({ state: { ...state, reminder: { every: "day", next: UNKNOWN } } }),
    );
    expect(summaries(response.diagnostics)).toEqual(["reminder.next: Provider Bug"]);
  });
});

describe("an import", () => {
  test("completes what the resource knows of it with nulls", async () => {
    const client = await serveThing({
      importState: ({ id }) =>
        Promise.resolve({ state: { id, reminder: { every: "day" } }, privateState: { imported: true } }),
    });
    const { importedResources } = await client.call("importResourceState", {
      typeName: "test_thing",
      id: "a/b",
    });
    expect(importedResources.map(({ typeName, state }) => [typeName, unwire(schema, state)])).toEqual([
      ["test_thing", { ...nothing, id: "a/b", reminder: { every: "day", next: null } }],
    ]);
    expect(importedResources.map(({ private: data }) => decodePrivateState(data))).toEqual([
      { imported: true },
    ]);
  });

  test("without an id is a diagnostic", async () => {
    const client = await serveThing({});
    const { diagnostics } = await client.call("importResourceState", { typeName: "test_thing", id: "" });
    expect(summaries(diagnostics)).toEqual(["Missing Import Id"]);
  });
});

describe("a move", () => {
  const move = async (
    methods: Partial<Resource<unknown>>,
    json = '{"output":"x","size":9007199254740993}',
  ) => {
    const client = await serveThing(methods);
    return client.call("moveResourceState", {
      sourceProviderAddress: "registry.terraform.io/other/other",
      sourceTypeName: "other_thing",
      targetTypeName: "test_thing",
      sourceState: { json: Buffer.from(json), flatmap: {} },
    });
  };

  test("makes a state of another provider's", async () => {
    const { targetState, targetPrivate, diagnostics } = await move({
      moveState: ({ sourceProviderAddress, sourceTypeName, sourceState }) => ({
        state: { id: [sourceProviderAddress, sourceTypeName, String(sourceState.output)].join(" ") },
        privateState: { moved: true },
      }),
    });
    expect(diagnostics).toEqual([]);
    expect(unwire(schema, targetState)).toEqual({
      ...nothing,
      id: "registry.terraform.io/other/other other_thing x",
    });
    expect(decodePrivateState(targetPrivate)).toEqual({ moved: true });
  });

  test.each<[string, Partial<Resource<unknown>>]>([
    ["by a resource that takes over none", {}],
    ["that the resource does not know", { moveState: () => undefined }],
  ])("%s is a diagnostic that names both sides", async (_how, methods) => {
    const { diagnostics } = await move(methods);
    expect(diagnostics.map(({ detail }) => detail)).toEqual([
      "A test_thing can't take over the state of a other_thing of registry.terraform.io/other/other.",
    ]);
  });

  test("of something that is no state is a diagnostic", async () => {
    const { diagnostics } = await move({ moveState: () => ({ state: {} }) }, "[1]");
    expect(summaries(diagnostics)).toEqual(["Malformed Request"]);
  });
});

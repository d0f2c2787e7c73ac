import { encode } from "@msgpack/msgpack";
import { ProviderService } from "../../../src/terraform-plugin/generated/tfplugin6/provider";
import { echoProvider } from "../fixtures/echo-provider";
import { type Method, summaries, wire } from "../support/plugin-client";
import { type ServedProvider, servedProvider } from "../support/served-provider";

let served: ServedProvider;
beforeAll(async () => {
  served = await servedProvider(echoProvider);
  await served.client.call("configureProvider", { config: wire(echoProvider.schema, { host: null }) });
});
afterAll(() => served.close());

afterEach(async () => {
  expect((await served.client.call("getMetadata")).resources).toHaveLength(1);
});

const malformedMessages: readonly [string, Buffer][] = [
  ["noise", Buffer.from("7a9b1c3f00ff", "hex")],
  ["a length beyond its end", Buffer.from("0affffffff0f", "hex")],
  ["a number in the place of a message", Buffer.from("1005", "hex")],
  ["an endless varint", Buffer.alloc(64, 0xff)],
  ["groups in groups without end", Buffer.alloc(100_000, 0x0b)],
  ["the field number zero", Buffer.from("0001", "hex")],
];

const answered: readonly Method[] = [
  "validateProviderConfig",
  "validateResourceConfig",
  "validateDataResourceConfig",
  "configureProvider",
  "upgradeResourceState",
  "readResource",
  "planResourceChange",
  "applyResourceChange",
  "importResourceState",
  "moveResourceState",
  "readDataSource",
];

describe.each(malformedMessages)("a message of %s", (_what, bytes) => {
  test.each(answered)("is answered by %s with an error diagnostic", async (method) => {
    const { path, responseDeserialize } = ProviderService[method];
    const { diagnostics } = responseDeserialize(await served.client.callRaw(path, bytes)) as {
      diagnostics: [];
    };
    expect(summaries(diagnostics)).toHaveLength(1);
  });
});

describe("a value of", () => {
  const configOf = (msgpack: Uint8Array) => ({
    typeName: "echo_thing",
    config: { msgpack: Buffer.from(msgpack), json: Buffer.alloc(0) },
  });
  test.each<[string, Uint8Array, string]>([
    ["noise", Buffer.from("c1c1", "hex"), "Malformed Request"],
    ["a list instead of an object", encode([]), "Malformed Request"],
    ["an unknown object", Buffer.from("d40000", "hex"), "Malformed Request"],
    ["null instead of an object", Buffer.from("c0", "hex"), "Malformed Request"],
    ["a number for a text", encode({ name: 1 }), "name: Malformed Request"],
    [
      "a text for a nested number",
      encode({ list: [{ text: "a", length: "b" }] }),
      "list[0].length: Malformed Request",
    ],
    ["a list in a map", encode({ labels: { key: ["x"] } }), 'labels["key"][0]: Malformed Request'],
    ["an element of a set", encode({ shape: { on: true, sizes: ["x"] } }), "shape.sizes: Malformed Request"],
    ["4,000,000,000 elements", Buffer.from("81a474616773ddee6b2800", "hex"), "Malformed Request"],
  ])("%s is a diagnostic, at the attribute when there is one", async (_what, bytes, expected) => {
    const { diagnostics } = await served.client.call("validateResourceConfig", configOf(bytes));
    expect(summaries(diagnostics)).toEqual([expected]);
  });

  test("JSON instead of MessagePack is read", async () => {
    const json = Buffer.from('{"name":"a","size":9007199254740993}');
    const config = { msgpack: Buffer.alloc(0), json };
    const { diagnostics } = await served.client.call("validateResourceConfig", {
      typeName: "echo_thing",
      config,
    });
    expect(diagnostics).toEqual([]);
  });

  test("100 MB is answered", async () => {
    const config = configOf(encode({ name: "x".repeat(100_000_000) }));
    expect((await served.client.call("validateResourceConfig", config)).diagnostics).toEqual([]);
  });
});

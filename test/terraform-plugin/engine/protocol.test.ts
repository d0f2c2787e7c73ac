import { DiagnosticError, type Provider, UNKNOWN, type Value } from "../../../src/terraform-plugin";
import { InvokeAction_Event } from "../../../src/terraform-plugin/generated/tfplugin6/action";
import { ListResource_Event } from "../../../src/terraform-plugin/generated/tfplugin6/list_resource";
import { ProviderService } from "../../../src/terraform-plugin/generated/tfplugin6/provider";
import {
  Schema_Object_NestingMode as NestingMode,
  StringKind,
  type Schema_Attribute as WireAttribute,
} from "../../../src/terraform-plugin/generated/tfplugin6/schema";
import { ReadStateBytes_Response } from "../../../src/terraform-plugin/generated/tfplugin6/state_store";
import { summaries, wire, type Method } from "../support/plugin-client";
import { providerOf } from "../support/resource-under-test";
import { type ServedProvider, servedProvider } from "../support/served-provider";

const description = "";
const thing = {
  schema: {
    version: 4,
    description: "A thing.",
    attributes: {
      name: { type: "string", required: true, description: "Its *name*." },
      secret: { type: "string", optional: true, computed: true, sensitive: true, description },
      sizes: { type: { map: { list: "number" } }, optional: true, description },
      shape: { type: { object: { on: "bool", tags: { set: "string" } } }, computed: true, description },
      parts: {
        nesting: "set",
        optional: true,
        description,
        attributes: { id: { type: "string", computed: true, description } },
      },
    },
  },
} as const;
const provider: Provider<unknown> = {
  ...providerOf(thing),
  schema: {
    version: 0,
    description: "The provider.",
    attributes: {
      host: { type: "string", optional: true, description },
      tags: { type: { set: "string" }, optional: true, description },
    },
  },
  dataSources: [
    {
      typeName: "test_things",
      schema: {
        version: 0,
        description,
        attributes: { names: { type: { list: "string" }, computed: true, description } },
      },
      read: ({ connection }) => Promise.resolve({ names: [String(connection)] }),
    },
  ],
  configure: ({ config, terraformVersion, context }) => {
    if (config.host === "down")
      throw new DiagnosticError({ summary: "Unreachable", detail: "", attribute: ["host"] });
    if (config.host === "odd") context.diagnostics.warning({ summary: "Odd Host", detail: "" });
    return Promise.resolve(`${String(config.host)} by ${terraformVersion}`);
  },
  validate: ({ config, context }) => {
    if (config.host === "")
      context.diagnostics.error({ summary: "No Host", detail: "", attribute: ["host"] });
  },
};

let served: ServedProvider;
beforeEach(async () => {
  served = await servedProvider(provider);
});
afterEach(() => served.close());

const configuration = (host: Value) => wire(provider.schema, { host, tags: null });

describe("the schema", () => {
  test("says of each attribute what Terraform needs to know", async () => {
    const {
      provider: own,
      resourceSchemas,
      dataSourceSchemas,
      diagnostics,
    } = await served.client.call("getProviderSchema");
    expect(diagnostics).toEqual([]);
    expect(own?.block?.description).toBe("The provider.");
    expect(Object.keys(dataSourceSchemas)).toEqual(["test_things"]);
    expect(resourceSchemas.test_thing?.version).toBe(4);
    expect(resourceSchemas.test_thing?.block?.attributes.map(readable)).toEqual([
      { name: "name", type: '"string"', description: "Its *name*.", is: ["required"] },
      { name: "secret", type: '"string"', description, is: ["optional", "computed", "sensitive"] },
      { name: "sizes", type: '["map",["list","number"]]', description, is: ["optional"] },
      {
        name: "shape",
        type: '["object",{"on":"bool","tags":["set","string"]}]',
        description,
        is: ["computed"],
      },
      {
        name: "parts",
        type: "",
        description,
        is: ["optional"],
        nested: [NestingMode.SET, { name: "id", type: '"string"', description, is: ["computed"] }],
      },
    ]);
  });

  test("comes with the capabilities that the library has", async () => {
    const { serverCapabilities } = await served.client.call("getProviderSchema");
    expect(serverCapabilities).toEqual({
      planDestroy: true,
      getProviderSchemaOptional: true,
      moveResourceState: true,
      generateResourceConfig: false,
    });
    expect((await served.client.call("getMetadata")).serverCapabilities).toEqual(serverCapabilities);
  });
});

function readable(attribute: WireAttribute): unknown {
  const { name, type, description: text, nestedType, descriptionKind } = attribute;
  expect(descriptionKind).toBe(StringKind.MARKDOWN);
  const is = (["required", "optional", "computed", "sensitive"] as const).filter((flag) => attribute[flag]);
  const nested = nestedType && [nestedType.nesting, ...nestedType.attributes.map(readable)];
  return { name, type: type.toString(), description: text, is, ...(nested && { nested }) };
}

describe("configuring", () => {
  const things = {
    typeName: "test_things",
    config: wire(provider.dataSources[0]?.schema ?? provider.schema, { names: null }),
  };

  test("gives each connection a configuration of its own", async () => {
    const other = served.connect();
    await served.client.call("configureProvider", {
      config: configuration("one"),
      terraformVersion: "1.11.4",
    });
    await other.call("configureProvider", { config: configuration("two"), terraformVersion: "1.9.0" });
    const read = async (client: typeof other) =>
      (await client.call("readDataSource", things)).state?.msgpack.toString();
    expect(await read(served.client)).toContain("one by 1.11.4");
    expect(await read(other)).toContain("two by 1.9.0");
  });

  test("must come first", async () => {
    const { diagnostics } = await served.client.call("readDataSource", things);
    expect(summaries(diagnostics)).toEqual(["Provider Not Configured"]);
  });

  test("that fails is a diagnostic at the attribute to blame, and leaves the provider unconfigured", async () => {
    const { diagnostics } = await served.client.call("configureProvider", { config: configuration("down") });
    expect(summaries(diagnostics)).toEqual(["host: Unreachable"]);
    expect(summaries((await served.client.call("readDataSource", things)).diagnostics)).toEqual([
      "Provider Not Configured",
    ]);
  });

  test("may succeed with a warning", async () => {
    const { diagnostics } = await served.client.call("configureProvider", { config: configuration("odd") });
    expect(summaries(diagnostics)).toEqual(["Odd Host"]);
    expect((await served.client.call("readDataSource", things)).diagnostics).toEqual([]);
  });

  test("is validated before", async () => {
    const { diagnostics } = await served.client.call("validateProviderConfig", { config: configuration("") });
    expect(summaries(diagnostics)).toEqual(["host: No Host"]);
    expect(
      (await served.client.call("validateProviderConfig", { config: configuration(UNKNOWN) })).diagnostics,
    ).toEqual([]);
  });
});

test("stopping ends the calls of the connection that asks for it, and no other's", async () => {
  await served.close();
  const stopped: string[] = [];
  const waiting: Provider<unknown> = {
    ...provider,
    configure: ({ config, context }) =>
      new Promise((resolve) => {
        context.stopped.addEventListener("abort", () => {
          stopped.push(String(config.host));
          resolve(null);
        });
      }),
  };
  served = await servedProvider(waiting);
  const other = served.connect();
  const first = served.client.call("configureProvider", { config: configuration("one") });
  const second = other.call("configureProvider", { config: configuration("two") });
  expect((await served.client.call("stopProvider")).Error).toBe("");
  await first;
  expect(stopped).toEqual(["one"]);
  await other.call("stopProvider");
  await second;
  expect(stopped).toEqual(["one", "two"]);
});

describe("types that the provider does not have are a diagnostic of", () => {
  test.each<Method>([
    "validateResourceConfig",
    "upgradeResourceState",
    "readResource",
    "planResourceChange",
    "applyResourceChange",
    "importResourceState",
  ])("%s", async (method) => {
    const { diagnostics } = (await served.client.call(method, { typeName: "test_other" })) as {
      diagnostics: [];
    };
    expect(summaries(diagnostics)).toEqual(["Unknown Resource Type"]);
  });

  test.each<Method>(["validateDataResourceConfig", "readDataSource"])("%s", async (method) => {
    const { diagnostics } = (await served.client.call(method, { typeName: "test_other" })) as {
      diagnostics: [];
    };
    expect(summaries(diagnostics)).toEqual(["Unknown Data Source Type"]);
  });
});

describe("what the library does not support", () => {
  test("is not announced", async () => {
    expect((await served.client.call("getFunctions")).functions).toEqual({});
    expect((await served.client.call("getResourceIdentitySchemas")).identitySchemas).toEqual({});
  });

  test.each<Method>([
    "upgradeResourceIdentity",
    "generateResourceConfig",
    "validateEphemeralResourceConfig",
    "openEphemeralResource",
    "renewEphemeralResource",
    "closeEphemeralResource",
    "validateListResourceConfig",
    "validateActionConfig",
    "planAction",
    "validateStateStoreConfig",
    "configureStateStore",
    "getStates",
    "deleteState",
    "lockState",
    "unlockState",
  ])("%s answers with a diagnostic", async (method) => {
    const { diagnostics } = (await served.client.call(method)) as { diagnostics: [] };
    expect(summaries(diagnostics)).toEqual(["Unsupported Feature"]);
  });

  test("callFunction answers with a text", async () => {
    const { error } = await served.client.call("callFunction", { name: "f" });
    expect(error?.text).toBe("npm.invalid/terraform-plugin/test 1.2.3 does not support provider functions.");
  });

  test("streams answer with one message", async () => {
    const nothing = Buffer.alloc(0);
    const { listResource, invokeAction, readStateBytes, writeStateBytes } = ProviderService;
    const [listed = nothing] = await served.client.callForStream(listResource.path, nothing);
    expect(summaries(ListResource_Event.decode(listed).diagnostic)).toEqual(["Unsupported Feature"]);
    const [invoked = nothing] = await served.client.callForStream(invokeAction.path, nothing);
    const { type } = InvokeAction_Event.decode(invoked);
    expect(type?.$case === "completed" && summaries(type.value.diagnostics)).toEqual(["Unsupported Feature"]);
    const [state = nothing] = await served.client.callForStream(readStateBytes.path, nothing);
    expect(summaries(ReadStateBytes_Response.decode(state).diagnostics)).toEqual(["Unsupported Feature"]);
    const written = writeStateBytes.responseDeserialize(
      await served.client.callWithStream(writeStateBytes.path, nothing),
    );
    expect(summaries(written.diagnostics)).toEqual(["Unsupported Feature"]);
  });

  test("covers every method of the protocol: none is left unanswered", async () => {
    const paths = Object.values(ProviderService).filter(
      ({ requestStream, responseStream }) => !requestStream && !responseStream,
    );
    await Promise.all(paths.map(({ path }) => served.client.callRaw(path, Buffer.alloc(0))));
  });
});

test("the health check that go-plugin describes says that the plugin serves", async () => {
  const answer = await served.client.callRaw(
    "/grpc.health.v1.Health/Check",
    Buffer.from([0x0a, 6, ...Buffer.from("plugin")]),
  );
  expect(answer).toEqual(Buffer.of(0x08, 1));
});

test("messages may be larger than gRPC's usual 4 MB, both ways", async () => {
  const host = "x".repeat(12 * 1024 * 1024);
  await served.client.call("configureProvider", { config: configuration(host) });
  const { state } = await served.client.call("readDataSource", {
    typeName: "test_things",
    config: wire(
      {
        version: 0,
        description,
        attributes: { names: { type: { list: "string" }, computed: true, description } },
      },
      { names: null },
    ),
  });
  expect(state?.msgpack.length).toBeGreaterThan(host.length);
});

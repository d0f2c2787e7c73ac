import {
  DiagnosticError,
  type ObjectValue,
  type Resource,
  type Schema,
  UNKNOWN,
  type WriteResult,
} from "../../../src/terraform-plugin";
import {
  decodePrivateState,
  encodePrivateState,
} from "../../../src/terraform-plugin/codec/wire-private-state";
import type { ApplyResourceChange_Response as Response } from "../../../src/terraform-plugin/generated/tfplugin6/resource";
import { summaries, unwire, wire, pathText } from "../support/plugin-client";
import { providerOf } from "../support/resource-under-test";
import { type ServedProvider, servedProvider } from "../support/served-provider";
import { resultCases } from "./apply-cases";

const description = "";
const schema: Schema = {
  version: 0,
  description,
  attributes: {
    id: { type: "string", computed: true, description },
    name: { type: "string", optional: true, description },
    size: { type: "number", optional: true, description },
    tags: { type: { set: "string" }, optional: true, description },
    lines: {
      nesting: "list",
      optional: true,
      description,
      attributes: {
        text: { type: "string", required: true, description },
        length: { type: "number", computed: true, description },
      },
    },
    labels: { type: { map: "string" }, optional: true, description },
  },
};
const nothing: ObjectValue = { id: null, name: null, size: null, tags: null, lines: null, labels: null };
const prior: ObjectValue = { ...nothing, id: "1", name: "a" };
const planned: ObjectValue = { ...nothing, id: "1", name: "b" };
const priorPrivate = encodePrivateState({ remembered: "since the create" });

let served: ServedProvider;
afterEach(() => served.close());

async function apply(
  methods: Partial<Resource<unknown>>,
  change: { readonly prior: ObjectValue | null; readonly planned: ObjectValue | null },
): Promise<Response> {
  const provider = providerOf({ schema, ...methods });
  served = await servedProvider(provider);
  await served.client.call("configureProvider", { config: wire(provider.schema, {}) });
  return served.client.call("applyResourceChange", {
    typeName: "test_thing",
    config: wire(schema, change.planned === null ? null : nothing),
    priorState: wire(schema, change.prior),
    plannedState: wire(schema, change.planned),
    plannedPrivate: priorPrivate,
  });
}

const returning = (result: WriteResult) => () => Promise.resolve(result);

describe("a result is checked against the plan:", () => {
  test.each(resultCases)("$name", async ({ planned, result, problems, stored = result }) => {
    const { newState, diagnostics } = await apply(
      { create: returning({ state: result }) },
      { prior: null, planned },
    );
    const found = diagnostics.map(({ detail, attribute }) => {
      const path = attribute === undefined ? "" : `${pathText(attribute)}: `;
      return path + (/this test_thing (.*?)\. As/.exec(detail)?.[1] ?? detail);
    });
    expect(found.sort()).toEqual([...problems].sort());
    expect(unwire(schema, newState)).toEqual(stored);
  });
});

describe("a create", () => {
  test("gets plan, configuration and private data, and stores private data of its own", async () => {
    const seen: unknown[] = [];
    const create: Resource<unknown>["create"] = ({ config, planned, privateState }) => {
      seen.push({ config, planned, privateState });
      return Promise.resolve({ state: { ...planned, id: "1" }, privateState: { fresh: true } });
    };
    const { newState, private: stored } = await apply(
      { create },
      { prior: null, planned: { ...planned, id: UNKNOWN } },
    );
    expect(seen).toEqual([
      {
        config: nothing,
        planned: { ...planned, id: UNKNOWN },
        privateState: { remembered: "since the create" },
      },
    ]);
    expect(unwire(schema, newState)).toEqual(planned);
    expect(decodePrivateState(stored)).toEqual({ fresh: true });
  });

  test("that fails stores nothing", async () => {
    const { newState, diagnostics } = await apply(
      {
        create: () => {
          throw new DiagnosticError({ summary: "Refused", detail: "No room.", attribute: ["labels", "a"] });
        },
      },
      { prior: null, planned },
    );
    expect(summaries(diagnostics)).toEqual(['labels["a"]: Refused']);
    expect(unwire(schema, newState)).toBeNull();
  });

  test("that half succeeded stores what there is, beside the error alone", async () => {
    const { newState, diagnostics } = await apply(
      {
        create: ({ context }) => {
          context.diagnostics.error({ summary: "Half Done", detail: "The name was not taken." });
          return Promise.resolve({ state: { ...nothing, id: "1" } });
        },
      },
      { prior: null, planned },
    );
    expect(summaries(diagnostics)).toEqual(["Half Done"]);
    expect(unwire(schema, newState)).toEqual({ ...nothing, id: "1" });
  });
});

describe("an update", () => {
  test("gets the prior state too, and keeps private data that it does not touch", async () => {
    const update: Resource<unknown>["update"] = ({ prior: before, planned: after }) =>
      Promise.resolve({ state: { ...after, name: `${String(after.name)}`, id: before.id ?? null } });
    const { newState, private: stored, diagnostics } = await apply({ update }, { prior, planned });
    expect(diagnostics).toEqual([]);
    expect(unwire(schema, newState)).toEqual(planned);
    expect(stored).toEqual(priorPrivate);
  });

  test("that throws leaves state as it was, and says what happened down to the cause", async () => {
    const { newState, diagnostics } = await apply(
      {
        update: () => Promise.reject(new Error("could not", { cause: new TypeError("x is not a function") })),
      },
      { prior, planned },
    );
    expect(summaries(diagnostics)).toEqual(["Provider Bug"]);
    expect(diagnostics[0]?.detail).toContain("ApplyResourceChange");
    expect(diagnostics[0]?.detail).toContain("Error: could not\nCaused by: TypeError: x is not a function");
    expect(newState).toBeUndefined();
  });
});

test.each<[string, () => Error]>([
  [
    "an error that is its own cause",
    () => {
      const error = new Error("round");
      error.cause = error;
      return error;
    },
  ],
  [
    "a path that leads nowhere",
    () => new DiagnosticError({ summary: "Refused", detail: "", attribute: ["lines", Number.NaN, "text"] }),
  ],
])("%s is reported like any other", async (_what, error) => {
  const { diagnostics } = await apply({ create: () => Promise.reject(error()) }, { prior: null, planned });
  expect(diagnostics).toHaveLength(1);
});

describe("a delete", () => {
  test("ends with no state", async () => {
    const deleted: unknown[] = [];
    const { newState } = await apply(
      { delete: (request) => Promise.resolve(void deleted.push(request.prior)) },
      { prior, planned: null },
    );
    expect(deleted).toEqual([prior]);
    expect(unwire(schema, newState)).toBeNull();
  });

  test.each<[string, Resource<unknown>["delete"]]>([
    ["throws", () => Promise.reject(new DiagnosticError({ summary: "In Use", detail: "By someone." }))],
    [
      "reports an error",
      ({ context }) =>
        Promise.resolve(context.diagnostics.error({ summary: "In Use", detail: "By someone." })),
    ],
  ])("that %s keeps state and private data", async (_how, method) => {
    const {
      newState,
      private: stored,
      diagnostics,
    } = await apply({ delete: method }, { prior, planned: null });
    expect(summaries(diagnostics)).toEqual(["In Use"]);
    expect(unwire(schema, newState)).toEqual(prior);
    expect(stored).toEqual(priorPrivate);
  });
});

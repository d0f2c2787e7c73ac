import type { AttributeType, ObjectValue, Provider, Schema, Value } from "../../../src/terraform-plugin";
import { objectTypeOf } from "../../../src/terraform-plugin/codec/object-type";
import { encodePrivateState } from "../../../src/terraform-plugin/codec/wire-private-state";
import type { Diagnostic } from "../../../src/terraform-plugin/generated/tfplugin6/diagnostic";
import { ProviderService } from "../../../src/terraform-plugin/generated/tfplugin6/provider";
import type { DynamicValue } from "../../../src/terraform-plugin/generated/tfplugin6/value";
import { encodeDynamicValue } from "../../../src/terraform-plugin/codec/dynamic-value";
import { mutate } from "./mutators";
import type { SeededRandom } from "./random";

type Service = typeof ProviderService;

/** A request that a provider can answer, with parts that can be mutated apart from the rest. */
export interface SeedMessage {
  readonly path: string;
  /** The request, in which values have been changed by `change`. */
  build(change: (part: Buffer) => Buffer): Buffer;
  readAnswer(bytes: Buffer): { readonly diagnostics: readonly Diagnostic[] };
}

/** Objects that a provider makes something of. */
export interface SampleObjects {
  readonly provider: ObjectValue;
  /** By type. */
  readonly resources: Readonly<
    Record<
      string,
      {
        readonly config: ObjectValue;
        /** By a create. */
        readonly planned: ObjectValue;
        readonly stored: ObjectValue;
        readonly importId: string;
      }
    >
  >;
}

/** One request of each kind for each type of the provider, its values filled from the samples, else from the schema. */
export function seedMessages(provider: Provider<unknown>, samples?: SampleObjects): readonly SeedMessage[] {
  const config = sample(provider.schema, samples?.provider);
  return [
    message("validateProviderConfig", (value) => ({ config: value(config) })),
    message("configureProvider", (value) => ({ config: value(config), terraformVersion: "1.11.4" })),
    ...provider.resources.flatMap(({ typeName, schema }) =>
      resourceMessages(typeName, schema, samples?.resources[typeName]),
    ),
    ...provider.dataSources.flatMap(({ typeName, schema }) => [
      message("validateDataResourceConfig", (value) => ({ typeName, config: value(sample(schema)) })),
      message("readDataSource", (value) => ({ typeName, config: value(sample(schema)) })),
    ]),
  ];
}

function resourceMessages(
  typeName: string,
  schema: Schema,
  samples?: SampleObjects["resources"][string],
): readonly SeedMessage[] {
  const filled = sample(schema, samples?.config);
  const planned = sample(schema, samples?.planned);
  const stored = sample(schema, samples?.stored);
  const none = encodeDynamicValue(null, objectTypeOf(schema.attributes));
  const privateData = encodePrivateState({ seed: [1, "two", null] });
  const json = Buffer.from(JSON.stringify(samples?.stored ?? sampleOf(objectTypeOf(schema.attributes))));
  return [
    message("validateResourceConfig", (value) => ({ typeName, config: value(filled) })),
    message("upgradeResourceState", (_value, bytes) => ({
      typeName,
      version: schema.version,
      rawState: { json: bytes(json), flatmap: {} },
    })),
    message("readResource", (value, bytes) => ({
      typeName,
      currentState: value(stored),
      private: bytes(privateData),
    })),
    message("planResourceChange", (value) => ({
      typeName,
      config: value(filled),
      proposedNewState: value(filled),
      priorState: value(none),
    })),
    message("planResourceChange", (value, bytes) => ({
      typeName,
      config: value(filled),
      proposedNewState: value(filled),
      priorState: value(stored),
      priorPrivate: bytes(privateData),
    })),
    message("applyResourceChange", (value) => ({
      typeName,
      config: value(filled),
      plannedState: value(planned),
      priorState: value(none),
    })),
    message("applyResourceChange", (value) => ({
      typeName,
      config: value(filled),
      plannedState: value(filled),
      priorState: value(stored),
    })),
    message("applyResourceChange", (value) => ({
      typeName,
      config: value(none),
      plannedState: value(none),
      priorState: value(stored),
    })),
    message("importResourceState", () => ({ typeName, id: samples?.importId ?? "an/import/id" })),
    message("moveResourceState", (_value, bytes) => ({
      targetTypeName: typeName,
      sourceTypeName: "other",
      sourceProviderAddress: "registry.terraform.io/other/other",
      sourceState: { json: bytes(json), flatmap: {} },
    })),
  ];
}

type Request<M extends keyof Service> = ReturnType<Service[M]["requestDeserialize"]>;

function message<M extends keyof Service>(
  method: M,
  request: (
    value: (value: DynamicValue) => DynamicValue,
    bytes: (bytes: Buffer) => Buffer,
  ) => Partial<Request<M>>,
): SeedMessage {
  const { path, requestDeserialize, requestSerialize, responseDeserialize } = ProviderService[
    method
  ] as unknown as {
    path: string;
    requestDeserialize(bytes: Buffer): Request<M>;
    requestSerialize(request: Request<M>): Buffer;
    responseDeserialize(bytes: Buffer): { readonly diagnostics: readonly Diagnostic[] };
  };
  return {
    path,
    build: (change) =>
      requestSerialize({
        ...requestDeserialize(Buffer.alloc(0)),
        ...request(({ msgpack, json }) => ({ msgpack: change(msgpack), json }), change),
      }),
    readAnswer: responseDeserialize,
  };
}

/** Half of the time the message as a whole is mutated, else only values within it, so that they reach what lies behind the decoder. */
export function mutatedRequest(seed: SeedMessage, random: SeededRandom): Buffer {
  if (random.below(2) === 0)
    return mutate(
      seed.build((part) => part),
      random,
    );
  return seed.build((part) => (random.below(2) === 0 ? mutate(part, random) : part));
}

function sample(schema: Schema, object?: ObjectValue): DynamicValue {
  const type = objectTypeOf(schema.attributes);
  return encodeDynamicValue(object ?? sampleOf(type), type);
}

function sampleOf(type: AttributeType): Value {
  if (type === "string") return "a text";
  if (type === "number") return 1234567;
  if (type === "bool") return true;
  if ("list" in type) return [sampleOf(type.list), sampleOf(type.list)];
  if ("set" in type) return [sampleOf(type.set)];
  if ("map" in type) return { key: sampleOf(type.map) };
  return Object.fromEntries(Object.entries(type.object).map(([name, member]) => [name, sampleOf(member)]));
}

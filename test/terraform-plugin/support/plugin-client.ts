import * as grpc from "@grpc/grpc-js";
import { decodeDynamicValue, encodeDynamicValue } from "../../../src/terraform-plugin/codec/dynamic-value";
import { objectTypeOf } from "../../../src/terraform-plugin/codec/object-type";
import type { Diagnostic } from "../../../src/terraform-plugin/generated/tfplugin6/diagnostic";
import { ProviderService } from "../../../src/terraform-plugin/generated/tfplugin6/provider";
import type { AttributePath, DynamicValue } from "../../../src/terraform-plugin/generated/tfplugin6/value";
import type { ObjectValue, Schema, Value } from "../../../src/terraform-plugin";

type Service = typeof ProviderService;
/** Methods that take and give one message, as all do that Terraform calls of this library's providers. */
export type Method = {
  [M in keyof Service]: Service[M] extends { requestStream: false; responseStream: false } ? M : never;
}[keyof Service];
type Request<M extends Method> = ReturnType<Service[M]["requestDeserialize"]>;
type Response<M extends Method> = ReturnType<Service[M]["responseDeserialize"]>;

/** Terraform's side of the protocol. */
export class PluginClient {
  readonly #client: grpc.Client;

  constructor(address: string, credentials: grpc.ChannelCredentials = grpc.credentials.createInsecure()) {
    this.#client = new grpc.Client(address, credentials, {
      "grpc.ssl_target_name_override": "localhost",
      "grpc.use_local_subchannel_pool": 1,
      "grpc.max_receive_message_length": -1,
      "grpc.max_send_message_length": -1,
    });
  }

  /** Calls a method; fields of the request that are left out are empty. Rejects with grpc's ServiceError. */
  async call<M extends Method>(method: M, request: Partial<Request<M>> = {}): Promise<Response<M>> {
    const definition = definitionOf(method);
    const whole = { ...definition.requestDeserialize(Buffer.alloc(0)), ...request };
    return definition.responseDeserialize(
      await this.callRaw(definition.path, definition.requestSerialize(whole)),
    );
  }

  /** Calls a method with whatever bytes. */
  callRaw(path: string, request: Buffer): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const deadline = Date.now() + 20_000;
      this.#client.makeUnaryRequest(path, same, same, request, { deadline }, (error, response) => {
        if (error !== null || response === undefined) reject(error ?? new Error("no response"));
        else resolve(response);
      });
    });
  }

  /** All messages that a method streams as its answer. */
  callForStream(path: string, request: Buffer): Promise<Buffer[]> {
    return new Promise((resolve, reject) => {
      const messages: Buffer[] = [];
      const call = this.#client.makeServerStreamRequest(path, same, same, request, {
        deadline: Date.now() + 20_000,
      });
      call.on("data", (message: Buffer) => messages.push(message));
      call.on("error", reject);
      call.on("end", () => resolve(messages));
    });
  }

  /** Asks a method with a stream of one message. */
  callWithStream(path: string, request: Buffer): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const call = this.#client.makeClientStreamRequest<Buffer, Buffer>(
        path,
        same,
        same,
        (error, response) => {
          if (error !== null || response === undefined) reject(error ?? new Error("no response"));
          else resolve(response);
        },
      );
      call.end(request);
    });
  }

  close(): void {
    this.#client.close();
  }
}

interface Definition<M extends Method> {
  readonly path: string;
  readonly requestSerialize: (request: Request<M>) => Buffer;
  readonly requestDeserialize: (bytes: Buffer) => Request<M>;
  readonly responseDeserialize: (bytes: Buffer) => Response<M>;
}

function definitionOf<M extends Method>(method: M): Definition<M> {
  return ProviderService[method] as unknown as Definition<M>;
}

const same = (bytes: Buffer): Buffer => bytes;

/** An object as Terraform sends it. */
export function wire(schema: Schema, object: ObjectValue | null): DynamicValue {
  return encodeDynamicValue(object, objectTypeOf(schema.attributes));
}

/** What Terraform reads of an answer. */
export function unwire(schema: Schema, value: DynamicValue | undefined): Value {
  return decodeDynamicValue(value, objectTypeOf(schema.attributes));
}

/** All attributes of the schema, null where `object` has none: Terraform sends every attribute. */
export function whole(schema: Schema, object: ObjectValue): ObjectValue {
  const nulls = Object.fromEntries(Object.keys(schema.attributes).map((name) => [name, null]));
  return { ...nulls, ...object };
}

/** `reminder.next: Summary` for each diagnostic. */
export function summaries(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ summary, attribute }) =>
    attribute === undefined ? summary : `${pathText(attribute)}: ${summary}`,
  );
}

/** The path with its kinds of steps told apart: `lines[0].text`, `labels["key"]`. */
export function pathText({ steps }: AttributePath): string {
  return steps
    .map(({ selector }, index) => {
      if (selector?.$case === "elementKeyInt") return `[${selector.value}]`;
      if (selector?.$case === "elementKeyString") return `["${selector.value}"]`;
      return `${index === 0 ? "" : "."}${selector?.value ?? "?"}`;
    })
    .join("");
}

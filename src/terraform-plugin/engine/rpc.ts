import { objectTypeOf } from "../codec/object-type";
import { wireDiagnostic } from "../codec/wire-diagnostic";
import type { Diagnostics } from "../diagnostic";
import type { Diagnostic as WireDiagnostic } from "../generated/tfplugin6/diagnostic";
import type { Call } from "./call";
import { diagnosticOf, readingRequest } from "./failure";

/** A method as the generated code describes it. */
export interface MethodDefinition<Request, Response> {
  readonly path: string;
  readonly requestDeserialize: (bytes: Buffer) => Request;
  readonly responseSerialize: (value: Response) => Buffer;
  readonly responseDeserialize: (bytes: Buffer) => Response;
}

/** One method of the protocol: bytes of the request in, bytes of the response out. It never fails: what goes wrong is in the diagnostics. */
export interface Rpc {
  readonly path: string;
  answer(request: Buffer, call: Call): Promise<Buffer>;
  /** The answer when the call can't be completed at all. */
  refuse(call: Call): Buffer;
}

/** What a handler returns. Fields left out are empty on the wire; the diagnostics are those of the call. */
export type Answer<Response> = Partial<Omit<Response, "diagnostics">>;

/**
 * Answers a method whose response carries diagnostics. An exception of `handle` becomes a response of diagnostics alone.
 */
export function rpc<Request, Response extends { diagnostics: WireDiagnostic[] }>(
  definition: MethodDefinition<Request, Response>,
  handle: (request: Request, call: Call) => Answer<Response> | Promise<Answer<Response>>,
): Rpc {
  const empty = definition.responseDeserialize(Buffer.alloc(0));
  const respond = (answer: Answer<Response>, call: Call): Buffer =>
    definition.responseSerialize({
      ...empty,
      ...answer,
      diagnostics: wireDiagnostics(call.diagnostics, call),
    });
  return {
    path: definition.path,
    async answer(bytes, call) {
      try {
        const request = readingRequest("message", () => definition.requestDeserialize(bytes));
        return respond(await handle(request, call), call);
      } catch (error) {
        call.diagnostics.error(diagnosticOf(error, call));
        return respond({}, call);
      }
    },
    refuse: (call) => respond({}, call),
  };
}

export function wireDiagnostics({ list }: Diagnostics, call: Call): WireDiagnostic[] {
  const type = objectTypeOf(call.schema?.attributes ?? {});
  return list.map((diagnostic) => wireDiagnostic(diagnostic, type));
}

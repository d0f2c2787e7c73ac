import type { Request } from "../http2/connection";
import { GrpcCall, refuse } from "./call";
import { firstMessage, StatusError } from "./message";
import { Status } from "./status";

export type GrpcMethod = (call: GrpcCall) => void | Promise<void>;

/** By path: `/<package>.<service>/<method>`. */
export type GrpcMethods = ReadonlyMap<string, GrpcMethod>;

/** Finds the method that a request is for, and lets it answer. Rejects with what the method throws, once the client has its answer. */
export async function answerRequest(request: Request, methods: GrpcMethods): Promise<void> {
  const method = methods.get(request.headers.get(":path") ?? "");
  if (method === undefined) {
    refuse(request, Status.UNIMPLEMENTED, "The provider has no such method.");
    return;
  }
  try {
    await method(new GrpcCall(firstMessage(request.body), request));
  } catch (error) {
    if (error instanceof StatusError) return refuse(request, error.status, error.message);
    refuse(request, Status.INTERNAL, "The provider failed: its log says why.");
    throw error;
  }
}

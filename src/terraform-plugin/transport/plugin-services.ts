import type { Server, ServerWritableStream, ServerUnaryCall, sendUnaryData } from "@grpc/grpc-js";
import {
  HealthCheckResponse_ServingStatus as ServingStatus,
  HealthService,
  type HealthCheckRequest,
  type HealthCheckResponse,
} from "../generated/grpc/health/v1/health";
import type { Empty } from "../generated/google/protobuf/empty";
import { GRPCControllerService, type Empty as ControllerEmpty } from "../generated/plugin/controller";
import { GRPCStdioService, type StdioData } from "../generated/plugin/stdio";

/** What go-plugin expects of every plugin beside the provider itself. */
export function registerPluginServices(server: Server, onShutdown: () => void): void {
  server.addService(GRPCControllerService, {
    shutdown(
      _call: ServerUnaryCall<ControllerEmpty, ControllerEmpty>,
      respond: sendUnaryData<ControllerEmpty>,
    ): void {
      respond(null, {});
      onShutdown();
    },
  });
  server.addService(GRPCStdioService, {
    /**
     * Stays open and empty: Terraform reads the process's own standard streams, and a client that has a call open does not drop an idle
     * connection.
     */
    streamStdio(call: ServerWritableStream<Empty, StdioData>): void {
      call.once("cancelled", () => call.end());
    },
  });
  const serving: HealthCheckResponse = { status: ServingStatus.SERVING };
  server.addService(HealthService, {
    check(
      _call: ServerUnaryCall<HealthCheckRequest, HealthCheckResponse>,
      respond: sendUnaryData<HealthCheckResponse>,
    ): void {
      respond(null, serving);
    },
    watch(call: ServerWritableStream<HealthCheckRequest, HealthCheckResponse>): void {
      call.write(serving);
      call.once("cancelled", () => call.end());
    },
  });
}

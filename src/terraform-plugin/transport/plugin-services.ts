import {
  HealthCheckResponse,
  HealthCheckResponse_ServingStatus as ServingStatus,
  HealthService,
} from "../generated/grpc/health/v1/health";
import { GRPCControllerService } from "../generated/plugin/controller";
import { GRPCStdioService } from "../generated/plugin/stdio";
import type { GrpcMethod, GrpcMethods } from "./grpc/answer-request";

/** What go-plugin expects of every plugin beside the provider itself. */
export function pluginServices(onShutdown: () => void): GrpcMethods {
  const serving = Buffer.from(HealthCheckResponse.encode({ status: ServingStatus.SERVING }).finish());
  return new Map<string, GrpcMethod>([
    [
      GRPCControllerService.shutdown.path,
      (call) => {
        call.answer(Buffer.alloc(0));
        onShutdown();
      },
    ],
    // There is no broker: its stream is one that Terraform opens and never completes, so that it stays open unanswered, as that of a plugin in Go does.
    // Stays open and empty: Terraform reads the process's own standard streams, and a client that has a call open does not drop an idle connection.
    [GRPCStdioService.streamStdio.path, () => undefined],
    [HealthService.check.path, (call) => call.answer(serving)],
    [HealthService.watch.path, (call) => call.begin(serving)],
  ]);
}

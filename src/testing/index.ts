export {
  SimulatedServer,
  type SimulatedIdentity,
  type SimulatedPrivilege,
  type SimulatedRule,
  type SimulatedServerOptions,
  type SimulatedTrustedIp,
  type SimulatedUniversalAuth,
} from "./simulated-server";
export { applyStack, destroyStack, planStack, type StackPlan } from "./run-stack";

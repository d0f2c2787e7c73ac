import { applyResourceChange } from "./apply-resource-change";
import { configureProvider } from "./configure-provider";
import { getMetadata } from "./get-metadata";
import { getProviderSchema } from "./get-provider-schema";
import { importResourceState } from "./import-resource-state";
import { moveResourceState } from "./move-resource-state";
import { planResourceChange } from "./plan-resource-change";
import { readDataSource } from "./read-data-source";
import { readResource } from "./read-resource";
import type { Rpc } from "./rpc";
import { stopProvider } from "./stop-provider";
import { unsupportedRpcs } from "./unsupported";
import { upgradeResourceState } from "./upgrade-resource-state";
import { validateDataResourceConfig } from "./validate-data-resource-config";
import { validateProviderConfig } from "./validate-provider-config";
import { validateResourceConfig } from "./validate-resource-config";

/** All methods of the protocol. */
export const rpcs: readonly Rpc[] = [
  getProviderSchema,
  getMetadata,
  validateProviderConfig,
  validateResourceConfig,
  validateDataResourceConfig,
  configureProvider,
  upgradeResourceState,
  importResourceState,
  moveResourceState,
  readResource,
  planResourceChange,
  applyResourceChange,
  readDataSource,
  stopProvider,
  ...unsupportedRpcs,
];

import type { AttributePath } from "../attribute-path";
import { sameBytes } from "../codec/dynamic-value";
import { objectTypeOf } from "../codec/object-type";
import { wirePath } from "../codec/wire-path";
import { encodePrivateState } from "../codec/wire-private-state";
import { ProviderService } from "../generated/tfplugin6/provider";
import type { Resource } from "../resource";
import type { ObjectValue } from "../value";
import { applyDefaults } from "./apply-defaults";
import { markComputedUnknown } from "./mark-computed-unknown";
import { readPrivateState } from "./private-data";
import { replacementPaths } from "./replacement-paths";
import { rpc } from "./rpc";
import { readNullableObject, readObject, sameObject, writeObject } from "./wire-object";

/**
 * Plans a create, an update or a destruction, in the order of terraform-plugin-framework's internal/fwserver/server_planresourcechange.go:
 * defaults, the prior's spelling, unknown values where something changes, the resource's own plan, replacement.
 */
export const planResourceChange = rpc(ProviderService.planResourceChange, async (request, call) => {
  const resource = call.resource(request.typeName);
  const { schema } = resource;
  const prior = readNullableObject("prior state", request.priorState, schema);
  const proposed = sameBytes(request.proposedNewState, request.priorState)
    ? prior
    : readNullableObject("proposed new state", request.proposedNewState, schema);
  const privateState = readPrivateState(request.priorPrivate);
  const { connection, context } = call;

  if (proposed === null) {
    if (prior !== null) await resource.planDestroy?.({ prior, privateState, connection, context });
    return { plannedState: writeObject(null, schema), plannedPrivate: request.priorPrivate };
  }

  const config = readObject("configuration", request.config, schema);
  const framed = planBySchema(resource, { prior, proposed, config });
  const result = (await resource.plan?.({
    config,
    prior,
    planned: framed,
    privateState,
    connection,
    context,
  })) ?? {
    planned: framed,
  };
  const { planned } = result;
  const replacing =
    prior === null
      ? []
      : [...replacementPaths(schema.attributes, prior, planned), ...(result.requiresReplace ?? [])];
  return {
    plannedState: sameObject(planned, prior, schema) ? request.priorState : writeObject(planned, schema),
    plannedPrivate: result.privateState ? encodePrivateState(result.privateState) : request.priorPrivate,
    requiresReplace: sortedAndDistinct(replacing).map((path) =>
      wirePath(path, objectTypeOf(schema.attributes)),
    ),
  };
});

interface Proposal {
  readonly prior: ObjectValue | null;
  readonly proposed: ObjectValue;
  readonly config: ObjectValue;
}

function planBySchema(resource: Resource<unknown>, { prior, proposed, config }: Proposal): ObjectValue {
  const { attributes } = resource.schema;
  const before = prior ?? undefined;
  const defaulted = applyDefaults(attributes, { planned: proposed, config, prior: before });
  if (prior === null)
    return markComputedUnknown(attributes, { planned: defaulted, config, prior: undefined });
  if (sameObject(defaulted, prior, resource.schema)) return prior;
  const spelled = resource.keepPriorSpelling?.({ prior, proposed: defaulted, config }) ?? defaulted;
  if (sameObject(spelled, prior, resource.schema)) return prior;
  return markComputedUnknown(attributes, { planned: spelled, config, prior });
}

function sortedAndDistinct(paths: readonly AttributePath[]): AttributePath[] {
  const byText = new Map(paths.map((path) => [JSON.stringify(path), path]));
  return [...byText].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, path]) => path);
}

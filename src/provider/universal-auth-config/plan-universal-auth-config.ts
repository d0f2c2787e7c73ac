import { sameIdentityId } from "../../access/identity-id";
import { sameTrustedIps } from "../../access/trusted-ip";
import { universalAuthDefaults } from "../../access/universal-auth";
import type { PlanRequest, PlanResult } from "../../terraform-plugin/resource";
import { UNKNOWN, type ObjectValue, type Value } from "../../terraform-plugin/value";
import type { Connection } from "../connection";
import { previewAdoption } from "./preview-adoption";
import { deletionWarning, refuseProtectedDeletion } from "./protect-universal-auth";
import { refuseLockingOneselfOut } from "./refuse-locking-oneself-out";
import { newerAttributes, newerDefaults, textsOf, type NewerAttribute } from "./universal-auth-attributes";

export async function planUniversalAuthConfig(request: PlanRequest<Connection>): Promise<PlanResult> {
  const { config, prior, connection, context } = request;
  const planned = withDefaults(request);
  if (prior === null) {
    if (planned.adopt_existing === true) await previewAdoption({ config, planned, connection, context });
    return { planned };
  }
  if (isReplaced(prior, planned)) {
    await refuseProtectedDeletion(prior, connection, context.stopped);
    context.diagnostics.warning(deletionWarning(prior));
    return { planned };
  }
  await refuseLockingOneselfOut({ prior, planned, connection, context });
  return { planned };
}

/** Same set of networks, or the same identity: the prior's spelling stays. */
export function keepUniversalAuthSpelling(proposed: ObjectValue, prior: ObjectValue): ObjectValue {
  const identityId = proposed.identity_id;
  return {
    ...proposed,
    identity_id:
      typeof identityId === "string" && sameIdentityId(identityId, String(prior.identity_id))
        ? (prior.identity_id ?? null)
        : (identityId ?? null),
    access_token_trusted_ips: keepIps(proposed.access_token_trusted_ips, prior.access_token_trusted_ips),
    client_secret_trusted_ips: keepIps(proposed.client_secret_trusted_ips, prior.client_secret_trusted_ips),
  };
}

function keepIps(proposed: Value | undefined, prior: Value | undefined): Value {
  const isKnown = Array.isArray(proposed) && Array.isArray(prior) && !proposed.includes(UNKNOWN);
  return isKnown && sameTrustedIps(textsOf(proposed), textsOf(prior)) ? prior : (proposed ?? null);
}

/**
 * Defaults are enforced: an attribute that the configuration leaves out is planned back to its default, so that a change behind Terraform's back
 * is drift whether or not the attribute is written down.
 */
function withDefaults({ config, prior, planned }: PlanRequest<Connection>): ObjectValue {
  const maximum = config.access_token_max_ttl ?? universalAuthDefaults().accessTokenMaxTtl;
  const defaults = typeof maximum === "number" ? universalAuthDefaults(maximum) : universalAuthDefaults();
  const configuredOr = (name: string, value: Value) =>
    config[name] === null ? value : (planned[name] ?? null);
  const keptOr = (name: string, value: readonly string[]) => {
    const before = prior?.[name];
    return configuredOr(
      name,
      Array.isArray(before) && sameTrustedIps(textsOf(before), value) ? before : value,
    );
  };
  return {
    ...planned,
    access_token_max_ttl: configuredOr("access_token_max_ttl", defaults.accessTokenMaxTtl),
    access_token_ttl: configuredOr(
      "access_token_ttl",
      maximum === UNKNOWN ? UNKNOWN : defaults.accessTokenTtl,
    ),
    access_token_num_uses_limit: configuredOr(
      "access_token_num_uses_limit",
      defaults.accessTokenNumUsesLimit,
    ),
    access_token_trusted_ips: keptOr("access_token_trusted_ips", defaults.accessTokenTrustedIps),
    client_secret_trusted_ips: keptOr("client_secret_trusted_ips", defaults.clientSecretTrustedIps),
    ...Object.fromEntries(
      newerAttributes.map((name) => [name, configuredOr(name, newerDefault(name, prior))]),
    ),
    deletion_protection: configuredOr("deletion_protection", plannedProtection(prior, planned)),
  };
}

/** Null on a server that does not return the attribute; which one it is, only its answer to the create tells. */
function newerDefault(name: NewerAttribute, prior: ObjectValue | null): Value {
  if (prior === null) return UNKNOWN;
  return prior[name] === null ? null : newerDefaults[name];
}

/** Whether a create adopts is only known when it is done. */
function plannedProtection(prior: ObjectValue | null, planned: ObjectValue): Value {
  if (prior) return prior.deletion_protection ?? false;
  return planned.adopt_existing === false ? false : UNKNOWN;
}

function isReplaced(prior: ObjectValue, planned: ObjectValue): boolean {
  const identityId = planned.identity_id;
  return typeof identityId !== "string" || !sameIdentityId(identityId, String(prior.identity_id));
}

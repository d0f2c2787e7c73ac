import { trustedIpsAllow, trustedIpsCover } from "../../access/trusted-ip";
import type { CallContext } from "../../terraform-plugin/call-context";
import { DiagnosticError } from "../../terraform-plugin/diagnostic";
import type { ObjectValue } from "../../terraform-plugin/value";
import type { Connection } from "../connection";
import { isOwnIdentity } from "./protect-universal-auth";
import { textsOf } from "./universal-auth-attributes";

const lists = ["access_token_trusted_ips", "client_secret_trusted_ips"] as const;

/**
 * Refuses a change that would shut this very provider out: its own identity's networks without the address that it comes from. That address is
 * known on loopback only; elsewhere proxies and address translation hide it, and a narrowing is a warning.
 */
export async function refuseLockingOneselfOut(request: {
  prior: ObjectValue;
  planned: ObjectValue;
  connection: Connection;
  context: CallContext;
}): Promise<void> {
  const { prior, planned, connection, context } = request;
  const narrowed = lists.filter((name) => isNarrowed(prior, planned, name));
  if (narrowed.length === 0) return;
  if (!(await isOwnIdentity(String(prior.identity_id), connection, context.stopped))) return;

  for (const name of narrowed) {
    const addresses = connection.client.ownAddresses;
    if (
      addresses.length > 0 &&
      !addresses.some((address) => trustedIpsAllow(textsOf(planned[name]), address))
    ) {
      throw new DiagnosticError({
        summary: "Provider Would Lock Itself Out",
        detail: `The provider is logged in as identity ${String(prior.identity_id)} itself, from ${addresses.join(" or ")}, which ${name} would no longer hold: ${textsOf(planned[name]).join(", ")}. The apply would end half-way. Add the address, or use another identity's credentials for this change.`,
        attribute: [name],
      });
    }
    if (addresses.length === 0) {
      context.diagnostics.warning({
        summary: "Provider May Lock Itself Out",
        detail: `The provider is logged in as identity ${String(prior.identity_id)} itself, and ${name} gets narrower: ${textsOf(planned[name]).join(", ")}. Make sure that it holds the address from which the server sees this machine.`,
        attribute: [name],
      });
    }
  }
}

function isNarrowed(prior: ObjectValue, planned: ObjectValue, name: (typeof lists)[number]): boolean {
  const after = planned[name];
  return Array.isArray(after) && !trustedIpsCover(textsOf(after), textsOf(prior[name]));
}

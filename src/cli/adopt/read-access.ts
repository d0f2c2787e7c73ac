import { describeError } from "../../infisical/describe-error";
import type { InfisicalClient } from "../../infisical/infisical-client";
import { InfisicalError } from "../../infisical/infisical-error";
import type { UniversalAuthAnswer } from "../../infisical/universal-auth-answer";
import { saysUniversalAuthGone } from "../../provider/universal-auth-config/read-universal-auth-config";
import { DiagnosticError } from "../../terraform-plugin/diagnostic";
import type { Progress } from "../progress";
import type { FoundPrivilege } from "./stack-source";

/** What identities have on a server. */
export interface FoundAccess {
  /** By project, identity, slug. */
  readonly privileges: readonly FoundPrivilege[];
  /** Of the identities that have one. */
  readonly universalAuths: readonly UniversalAuthAnswer[];
}

const NEVER = new AbortController().signal;

/**
 * Reads the privileges of identities in projects, and their universal auths.
 *
 * @throws DiagnosticError when something can't be read
 */
export async function readAccess(
  client: InfisicalClient,
  identities: readonly string[],
  projects: readonly string[],
  progress: Progress,
): Promise<FoundAccess> {
  const pairs = projects.flatMap((projectSlug) =>
    identities.map((identityId) => ({ projectSlug, identityId })),
  );
  const total = pairs.length + identities.length;
  let done = 0;
  const count = (): void => {
    done += 1;
    progress.show(`Read ${done} of ${total} lists of privileges and universal auths`);
  };
  const privileges = await Promise.all(
    pairs.map(async (pair) => {
      const rows = await client.privileges
        .list(pair, NEVER)
        .catch(
          refuse(`listing the privileges of identity ${pair.identityId} in project "${pair.projectSlug}"`),
        );
      count();
      return [...rows]
        .sort((a, b) => (a.slug < b.slug ? -1 : 1))
        .map((row): FoundPrivilege => ({ ...pair, row }));
    }),
  );
  const universalAuths = await Promise.all(
    identities.map(async (identityId) => {
      const answer = await client.universalAuth.get(identityId, NEVER).catch((error: unknown) => {
        if (saysUniversalAuthGone(error)) return undefined;
        return refuse(`reading the universal auth of identity ${identityId}`)(error);
      });
      count();
      return answer ?? [];
    }),
  );
  return { privileges: privileges.flat(), universalAuths: universalAuths.flat() };
}

function refuse(doing: string): (thrown: unknown) => never {
  return (thrown) => {
    throw new DiagnosticError(describeError(InfisicalError.from(thrown), doing), { cause: thrown });
  };
}

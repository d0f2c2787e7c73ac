import { changedAttributes } from "../../../test/support/terraform-plan";
import * as paper from "../paper";
import { actionsOnly, relevantOutput } from "../relevant-output";
import { writes, writeSummary } from "../request-lines";
import type { Step } from "../step";
import type { State } from "../terraform-command";

const PRIVILEGE = "infisicalaccess_identity_privilege.ledger-rotate";
const UNIVERSAL_AUTH = "infisicalaccess_universal_auth_config.checkout-login";

const EDITS = [
  {
    before: 'secrets(["read", "edit"], "prod", "/ledger/database/**")',
    after: 'secrets(["read", "edit", "delete"], "prod", "/ledger/database/**")',
  },
  { before: 'accessTokenTtl: "1h"', after: 'accessTokenTtl: "2h"' },
];

export const update: Step = {
  title: "One action and one token lifetime change in the code",
  async run(demo) {
    const before = identifiers(await demo.terraform.state());
    demo.editStack(EDITS);
    const plan = await demo.terraform.plan();
    paper.quote(relevantOutput(plan.output));
    const changes = await demo.terraform.plannedChanges();
    const apply = await demo.terraform.apply();
    paper.quote(actionsOnly(apply.output));
    const requests = await demo.showRequests();

    const after = identifiers(await demo.terraform.state());
    paper.remark("Before and after:");
    for (const [name, value] of Object.entries(before)) {
      paper.faint(`${name.padEnd(26)} ${value}  ${String(after[name])}`);
    }

    const inPlace = changes.filter(({ change }) => change.actions.join() === "update");
    const replaced = changes.filter(({ change }) => change.actions.includes("delete"));
    return [
      {
        claim: "the plan shows this action and this lifetime, to be updated in place",
        holds:
          inPlace.map((change) => `${change.address} ${changedAttributes(change).join()}`).join("; ") ===
          `${PRIVILEGE} permissions[0].actions; ${UNIVERSAL_AUTH} access_token_ttl`,
      },
      {
        claim: "the gate of what logs in with that lifetime is replaced, and the workload behind it",
        holds:
          replaced.map(({ address }) => address).join() ===
          "null_resource.checkout-access,terraform_data.checkout-service",
      },
      {
        claim: "one PATCH each, no other write",
        holds:
          writes(requests).map(writeSummary).sort().join() === "PATCH checkout-service,PATCH ledger-rotate",
      },
      {
        claim: "id and client_id are the same before and after",
        holds: Object.values(before).join() === Object.values(after).join(),
      },
    ];
  },
};

function identifiers(state: State): Record<string, string> {
  return {
    "ledger-rotate id": String(state[PRIVILEGE]?.id),
    "checkout-login id": String(state[UNIVERSAL_AUTH]?.id),
    "checkout-login client_id": String(state[UNIVERSAL_AUTH]?.client_id),
  };
}

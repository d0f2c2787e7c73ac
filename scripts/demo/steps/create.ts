import {
  installNullProvider,
  NULL_PROVIDER_NOTICE,
} from "../../../test/support/null-provider/install-null-provider";
import * as paper from "../paper";
import { actionsOnly } from "../relevant-output";
import { writes, writeSummary } from "../request-lines";
import type { Step } from "../step";

const TYPES = [
  ...Array<string>(5).fill("infisicalaccess_identity_privilege"),
  ...Array<string>(2).fill("infisicalaccess_universal_auth_config"),
  "null_resource",
  "terraform_data",
];

const CREATES = [
  "POST checkout-read",
  "POST checkout-service",
  "POST engineer-debug",
  "POST ledger-rotate",
  "POST ledger-service",
  "POST pipeline-release",
  "POST pipeline-staging",
];

export const create: Step = {
  title: "A stack is planned and applied",
  async run(demo) {
    demo.synthesise();
    await installNullProvider(demo.stack.stackDirectory);
    paper.quote("The provider lies in the stack's folder, with its lock entry.");
    paper.quote(NULL_PROVIDER_NOTICE);

    await demo.terraform.initialise();
    const plan = await demo.terraform.plan();
    paper.quote(actionsOnly(plan.output));
    const types = (await demo.terraform.plannedChanges()).map(({ address }) => address.split(".")[0]);
    const apply = await demo.terraform.apply();
    paper.quote(actionsOnly(apply.output));
    const requests = await demo.showRequests();

    const again = await demo.terraform.plan();
    paper.quote(actionsOnly(again.output));
    return [
      {
        claim: "the plan creates 5 privileges, 2 universal auths, a gate, a workload",
        holds: plan.status === 2 && types.join() === TYPES.join(),
      },
      {
        claim: "one POST for each privilege and universal auth, no other write",
        holds: apply.status === 0 && writes(requests).map(writeSummary).sort().join() === CREATES.join(),
      },
      { claim: "the next plan is empty", holds: again.status === 0 },
    ];
  },
};

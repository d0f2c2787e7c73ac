import { IDENTITIES } from "../demo";
import * as paper from "../paper";
import { actionsOnly } from "../relevant-output";
import { writes } from "../request-lines";
import type { Step } from "../step";

export const destroy: Step = {
  title: "The stack is applied again, and destroyed",
  async run(demo) {
    const { administrator, terraform } = demo;
    const apply = await terraform.planAndApply();
    paper.quote(actionsOnly(apply.output));
    const plan = await terraform.plan();
    paper.quote(actionsOnly(plan.output));
    await demo.takeRequests();

    const end = await terraform.destroy();
    paper.quote(actionsOnly(end.output));
    const requests = await demo.showRequests();
    const left = await administrator.countAccess(IDENTITIES);
    paper.remark(`Privileges and universal auths that the four identities still have: ${left}`);
    return [
      { claim: "the plan after the apply is empty", holds: apply.status === 0 && plan.status === 0 },
      {
        claim: "one DELETE for each privilege and universal auth, no other write",
        holds: writes(requests).length === 7 && writes(requests).every(({ method }) => method === "DELETE"),
      },
      { claim: "the server holds nothing of the stack", holds: end.status === 0 && left === 0 },
    ];
  },
};

import * as paper from "../paper";
import { firstError } from "../relevant-output";
import type { Step } from "../step";

export const lostProject: Step = {
  title: "The operator loses the project",
  async run(demo) {
    const { administrator, terraform } = demo;
    const before = Object.keys(await terraform.state());
    paper.remark("The identity that Terraform runs as is no member of the project any more:");
    await administrator.removeOperatorFromProject();
    await demo.takeRequests();

    const plan = await terraform.plan();
    paper.quote(`${firstError(plan.output)}\n\n(exit status ${plan.status})`);
    const after = Object.keys(await terraform.state());
    await demo.showRequests();

    paper.remark("It becomes a member again:");
    await administrator.addOperatorToProject();
    return [
      {
        claim: "the plan is an error that says so, not a plan to create everything once more",
        holds: plan.status === 1 && plan.output.includes("Project Not Visible"),
      },
      { claim: "nothing is dropped from state", holds: after.join() === before.join() },
    ];
  },
};

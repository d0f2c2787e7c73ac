import * as paper from "../paper";
import { relevantOutput } from "../relevant-output";
import { writes } from "../request-lines";
import type { Step } from "../step";

export const respelling: Step = {
  title: "The same access in other words",
  async run(demo) {
    const { administrator, terraform } = demo;
    paper.remark("On the server an hour for 60 minutes, actions in another order, /32 behind an address:");
    await administrator.changePrivilege("engineer-on-call", "engineer-debug", {
      temporaryRange: "1h",
      privilegePermission: {
        actions: ["read"],
        subject: "secrets",
        conditions: { environment: "prod", secretPath: { $glob: "/checkout/**" } },
      },
    });
    await administrator.changePrivilege("ledger-service", "ledger-rotate", {
      privilegePermission: {
        actions: ["delete", "read", "edit"],
        subject: "secrets",
        conditions: { environment: "prod", secretPath: { $glob: "/ledger/database/**" } },
      },
    });
    await administrator.changeUniversalAuth("checkout-service", {
      accessTokenTTL: 7200,
      accessTokenMaxTTL: 86_400,
      accessTokenTrustedIps: [{ ipAddress: "203.0.113.7/32" }, { ipAddress: "10.20.0.0/16" }],
    });
    await demo.takeRequests();

    paper.remark(
      "In the code seconds for hours, rules and networks in another order, host bits behind a prefix.",
    );
    demo.editStack([
      { before: 'accessTokenTtl: "2h"', after: "accessTokenTtl: 7200" },
      { before: '["10.20.0.0/16", "203.0.113.7"]', after: '["203.0.113.7", "10.20.30.40/16"]' },
      {
        before: '[secrets(["read"], "prod", "/checkout/**"), secrets(["read"], "prod", "/shared")]',
        after: '[secrets(["read"], "prod", "/shared"), secrets(["read"], "prod", "/checkout/**")]',
      },
      { before: 'temporary: { range: "4h" }', after: 'temporary: { range: "240m" }' },
    ]);
    const plan = await terraform.plan();
    paper.quote(`${relevantOutput(plan.output)}\n\n(exit status ${plan.status})`);
    const requests = await demo.showRequests();
    return [
      { claim: "no changes: terraform plan -detailed-exitcode ends with status 0", holds: plan.status === 0 },
      { claim: "nothing is written", holds: writes(requests).length === 0 },
    ];
  },
};

import { changedAttributes } from "../../../test/support/terraform-plan";
import * as paper from "../paper";
import { actionsOnly, relevantOutput } from "../relevant-output";
import { writes, writeSummary } from "../request-lines";
import type { Step } from "../step";

export const drift: Step = {
  title: "Four changes behind Terraform's back",
  async run(demo) {
    const { administrator, terraform } = demo;
    paper.remark("The ledger service may now read every folder of production:");
    await administrator.changePrivilege("ledger-service", "ledger-rotate", {
      privilegePermission: {
        actions: ["read", "edit", "delete"],
        subject: "secrets",
        conditions: { environment: "prod", secretPath: { $glob: "/**" } },
      },
    });
    paper.remark("Tokens of the checkout service live for a day:");
    await administrator.changeUniversalAuth("checkout-service", {
      accessTokenTTL: 86_400,
      accessTokenMaxTTL: 86_400,
    });
    paper.remark("They are good from a network that nobody knows:");
    await administrator.changeUniversalAuth("checkout-service", {
      accessTokenTTL: 86_400,
      accessTokenMaxTTL: 86_400,
      accessTokenTrustedIps: ["10.20.0.0/16", "203.0.113.7", "198.51.100.0/24"].map((ipAddress) => ({
        ipAddress,
      })),
    });
    paper.remark("The pipeline can no longer write to staging:");
    await administrator.deletePrivilege("release-pipeline", "pipeline-staging");
    await demo.takeRequests();

    const plan = await terraform.plan();
    paper.quote(`${relevantOutput(plan.output)}\n\n(exit status ${plan.status})`);
    const found = (await terraform.plannedChanges()).flatMap((change) =>
      change.change.actions.join() === "create"
        ? [`${change.address} is missing`]
        : changedAttributes(change).map((attribute) => `${change.address} ${attribute}`),
    );
    const apply = await terraform.apply();
    paper.quote(actionsOnly(apply.output));
    const requests = await demo.showRequests();

    return [
      { claim: "terraform plan -detailed-exitcode ends with status 2", holds: plan.status === 2 },
      {
        claim: "it shows exactly these four, each at its attribute",
        holds:
          found.sort().join("; ") ===
          [
            "infisicalaccess_identity_privilege.ledger-rotate permissions[0].conditions",
            "infisicalaccess_identity_privilege.pipeline-staging is missing",
            "infisicalaccess_universal_auth_config.checkout-login access_token_trusted_ips",
            "infisicalaccess_universal_auth_config.checkout-login access_token_ttl",
          ].join("; "),
      },
      {
        claim: "the apply takes them back: two PATCHes and a POST, no other write",
        holds:
          apply.status === 0 &&
          writes(requests).map(writeSummary).sort().join() ===
            "PATCH checkout-service,PATCH ledger-rotate,POST pipeline-staging",
      },
    ];
  },
};

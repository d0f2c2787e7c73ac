import { reviewPlans } from "../../src/review/review-plans";
import { IDENTITY, planOf, type PlannedResource, privilege } from "./fixtures/plan-json";

const deploy: PlannedResource = { name: "deploy", after: privilege(["edit"], null) };
const identity = (name: string): PlannedResource => ({
  name: "bot",
  type: "infisical_identity",
  providerName: "registry.terraform.io/infisical/infisical",
  before: { id: IDENTITY.toUpperCase(), name },
  after: { id: IDENTITY.toUpperCase(), name },
});

describe("the name of an identity", () => {
  const names = new Map([[IDENTITY, "name-of-a-file"]]);
  const constructPaths = new Map([["infisicalaccess_identity_privilege.deploy", "payments/deploy"]]);
  const rows = [
    { title: "is that in a plan", plans: [planOf([deploy, identity("in-a-plan")])], named: "in-a-plan" },
    {
      title: "is that in the plan of another stack",
      plans: [planOf([deploy]), planOf([identity("in-another")], { source: "other.json" })],
      named: "in-another",
    },
    { title: "is else that of a file", plans: [planOf([deploy])], named: "name-of-a-file" },
  ];
  test.each(rows)("$title", ({ plans, named }) => {
    const [finding] = reviewPlans(
      plans.map((plan) => ({ ...plan, constructPaths })),
      { names },
    ).findings;
    expect(finding?.identity).toMatchObject({ id: IDENTITY, name: named });
  });

  test("is else the path of the construct, else the address", () => {
    const nameIn = (paths: ReadonlyMap<string, string>) =>
      reviewPlans([{ ...planOf([deploy]), constructPaths: paths }]).findings[0]?.identity.name;
    expect(nameIn(constructPaths)).toBe("payments/deploy");
    expect(nameIn(new Map())).toBe("infisicalaccess_identity_privilege.deploy");
  });
});

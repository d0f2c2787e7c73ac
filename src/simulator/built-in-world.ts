import { parseWorld } from "./world";

/** A small company: one operator who runs Terraform, two projects, and the identities of its workloads. */
export const builtInWorld = parseWorld({
  organizationId: "0b7d8c9e-4a51-4f0e-9c37-5d2f6a1e8b40",
  operator: {
    identityId: "6f1f2c1a-8a0e-4d6b-9a55-0c2b7f4e3d11",
    name: "terraform-operator",
    clientId: "3d9a6c52-71be-4c0f-8b1d-2e5f90a7c634",
    clientSecret: "simulator-operator-secret",
  },
  projects: [
    { id: "a4c1e7d2-3b58-4f96-8e0a-7d61c5b2f903", slug: "payments", name: "Payments" },
    { id: "c8f3b6a1-92d4-4e07-b5c8-1a7e04d96f25", slug: "storefront", name: "Storefront" },
  ],
  targets: [
    { identityId: "11c6f0de-5b7a-4c93-a2d8-e09f14b37a60", name: "checkout-api", projectRole: "viewer" },
    { identityId: "22d7a1ef-6c8b-4da4-b3e9-f1a025c48b71", name: "ledger-worker", projectRole: "no-access" },
    { identityId: "33e8b2f0-7d9c-4eb5-84fa-02b136d59c82", name: "invoice-batch", projectRole: "no-access" },
    { identityId: "44f9c301-8ead-4fc6-950b-13c247e6ad93", name: "web-frontend", projectRole: "viewer" },
    {
      identityId: "550ad412-9fbe-40d7-a61c-24d358f7bea4",
      name: "release-pipeline",
      projectRole: "no-access",
    },
    {
      identityId: "661be523-a0cf-41e8-b72d-35e46908cfb5",
      name: "on-call-debugger",
      projectRole: "no-access",
    },
    { identityId: "772cf634-b1d0-42f9-883e-46f57a19d0c6", name: "data-export", projectRole: "member" },
  ],
  outsiders: [{ identityId: "883d0745-c2e1-430a-994f-57068b2ae1d7", name: "contractor-sandbox" }],
});

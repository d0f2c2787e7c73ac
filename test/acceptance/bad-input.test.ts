import {
  badAddresses,
  badLifetimes,
  badPlaces,
  badRules,
  badSlugs,
  badWindows,
  unwritableRules,
  type BadInput,
} from "./tables/bad-input";
import { planDiagnostics } from "../support/plan-diagnostics";
import { ProviderUnderTest } from "./provider-under-test";

const LOGIN = "POST /api/v1/auth/universal-auth/login 200";

let test: ProviderUnderTest;
let identityId: string;
beforeAll(async () => {
  test = await ProviderUnderTest.start();
  identityId = test.simulator.world.targets[0]?.identityId ?? "";
});
afterAll(() => test.close());

async function declare({ privilege, universalAuth }: Pick<BadInput, "privilege" | "universalAuth">) {
  await test.write({
    ...(privilege && {
      infisicalaccess_identity_privilege: {
        it: {
          identity_id: identityId,
          project_slug: "payments",
          slug: "read-prod",
          permissions: [{ actions: ["read"], subject: "secrets", conditions: '{"environment":"prod"}' }],
          ...privilege,
        },
      },
    }),
    ...(universalAuth && {
      infisicalaccess_universal_auth_config: { it: { identity_id: identityId, ...universalAuth } },
    }),
  });
}

describe.each([
  { subject: "slugs", table: badSlugs, requests: [] },
  { subject: "rules", table: badRules, requests: [] },
  { subject: "windows", table: badWindows, requests: [] },
  { subject: "identities and projects", table: badPlaces, requests: [] },
  { subject: "lifetimes and limits", table: badLifetimes, requests: [] },
  { subject: "networks", table: badAddresses, requests: [] },
  { subject: "rules that only another client can write", table: unwritableRules, requests: [LOGIN] },
])("bad input: $subject", ({ table, requests }) => {
  it.each(table)("$input is told at the attribute, and nothing is written", async (bad) => {
    await declare(bad);
    const plan = await test.simulator.requestsDuring(() => planDiagnostics(test.workspace));

    const [diagnostic, ...others] = plan.result;
    expect({ ...diagnostic, others }).toMatchObject({
      severity: bad.severity ?? "error",
      summary: bad.summary,
      others: [],
    });
    expect(diagnostic?.snippet?.code).toContain(bad.line);
    for (const words of bad.words) expect(diagnostic?.detail).toContain(words);
    // A plan that is only warned of goes on.
    expect(plan.requests.map(({ method, path, status }) => `${method} ${path} ${status}`)).toEqual(
      bad.severity === "warning" ? [LOGIN] : requests,
    );
  });
});

it("shows all that is wrong with a configuration at once", async () => {
  await declare({
    privilege: { slug: "Read", temporary: { range: "1mo" } },
    universalAuth: { access_token_ttl: -1 },
  });
  const diagnostics = await planDiagnostics(test.workspace);
  expect(diagnostics.map(({ summary }) => summary).sort()).toEqual([
    "Invalid Number",
    "Invalid Privilege Slug",
    "Invalid Range",
  ]);
});

it("converts a start time with an offset instead of refusing it", async () => {
  await declare({ privilege: { temporary: { range: "4h", start_time: "2126-11-23T09:00:00+01:00" } } });
  const { requests } = await test.simulator.requestsDuring(() => test.workspace.apply());
  expect(requests.find(({ path }) => path.endsWith("/temporary"))).toMatchObject({
    status: 200,
    body: { temporaryAccessStartTime: "2126-11-23T08:00:00.000Z" },
  });
  expect(await test.workspace.plan()).toMatchObject({ hasChanges: false });
});

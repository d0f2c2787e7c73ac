import { AccessUnderTest } from "./access-under-test";

describe.each(["2024-07", "2026-08"] as const)("two stacks on one identity and a server of %s", (release) => {
  let one: AccessUnderTest;
  let other: AccessUnderTest;
  beforeEach(async () => {
    one = await AccessUnderTest.start({ release });
    other = await AccessUnderTest.startBeside(one);
  });
  afterEach(async () => {
    await other.close();
    await one.close();
  });

  const slugs = () =>
    one
      .rows()
      .map(({ slug }) => slug)
      .sort();
  const applyBoth = () => Promise.all([one.workspace.apply(), other.workspace.apply()]);

  test("apply at once, change and destroy without touching each other's privileges", async () => {
    await one.declarePrivilege({ slug: "of-one" });
    await other.declarePrivilege({ slug: "of-other", temporary: { range: "4h" } });
    await applyBoth();
    expect(slugs()).toEqual(["of-one", "of-other"]);
    const before = one.rows().find(({ slug }) => slug === "of-other");

    await one.declarePrivilege({ slug: "of-one", permissions: [{ actions: ["edit"], subject: "secrets" }] });
    await Promise.all([one.workspace.apply(), other.planned()]);
    expect(one.rows().find(({ slug }) => slug === "of-other")).toEqual(before);
    expect(await Promise.all([one.planned(), other.planned()])).toEqual([{}, {}]);

    await one.workspace.destroy();
    expect(one.rows()).toEqual([before]);
    expect(await other.planned()).toEqual({});
  }, 60_000);

  test("that want one slug for different access: the second is told, and the first keeps it", async () => {
    await one.declarePrivilege();
    await one.workspace.apply();
    const [row] = one.rows();
    await other.declarePrivilege({ permissions: [{ actions: ["delete"], subject: "secrets" }] });
    const { errors } = await other.complaints("apply");
    expect(errors).toEqual([expect.stringContaining("Privilege Already Exists: ")]);
    expect(errors[0]).toContain("terraform import ADDRESS");
    expect(one.rows()).toEqual([row]);
    expect(await one.planned()).toEqual({});
  }, 60_000);

  test("that want its universal auth: the second is told, and client secrets survive", async () => {
    await one.declareUniversalAuth({ access_token_ttl: 600 });
    await one.workspace.apply();
    one.store.addClientSecret(one.identityId);
    const before = one.universalAuth();
    await other.declareUniversalAuth({ access_token_ttl: 1200 });
    const { errors } = await other.complaints("apply");
    expect(errors).toEqual([expect.stringContaining("Universal Auth Is Attached Already: ")]);
    expect(one.universalAuth()).toEqual(before);
    expect(one.store.clientSecrets(one.identityId)).toHaveLength(1);
    expect(await one.planned()).toEqual({});
  }, 60_000);
});

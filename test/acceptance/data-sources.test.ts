import { AccessUnderTest } from "./access-under-test";

const HOUR = 3_600_000;

describe("the data sources", () => {
  let access: AccessUnderTest;

  beforeAll(async () => {
    access = await AccessUnderTest.start({ release: "2026-08" });
  });
  afterAll(() => access.close());

  const read = async (data: object, outputs: object) => {
    await access.test.write({}, { data, output: outputs });
    await access.workspace.succeed("apply", "-auto-approve", "-input=false");
    return JSON.parse(await access.workspace.succeed("output", "-json")) as Record<
      string,
      { value: unknown }
    >;
  };

  it("list every privilege by slug, whoever made it, with its rules, its window and whether that has ended", async () => {
    const start = Math.floor(Date.now() / 1000) * 1000 - 3 * HOUR;
    const window = (hours: number) => ({
      isTemporary: true,
      temporaryMode: "relative",
      temporaryRange: `${hours}h`,
      temporaryAccessStartTime: start,
      temporaryAccessEndTime: start + hours * HOUR,
    });
    const { identityId, projectSlug, store } = access;
    const conditions = {
      secretPath: { $glob: "/a/**" },
      environment: { $in: ["prod"] },
      secretTags: { $all: ["x"] },
    };
    store.addPrivilege(identityId, projectSlug, {
      slug: "permanent",
      permissions: [
        { subject: ["secrets"], action: ["read"], conditions },
        { subject: ["secrets"], action: ["delete"], inverted: true },
      ],
    });
    const permissions = [{ subject: ["secrets"], action: ["edit"] }];
    store.addPrivilege(identityId, projectSlug, { slug: "open", permissions, ...window(4) });
    store.addPrivilege(identityId, projectSlug, { slug: "ended", permissions, ...window(2) });
    const { found } = await read(
      {
        infisicalaccess_identity_privileges: { all: { identity_id: identityId, project_slug: projectSlug } },
      },
      { found: { value: "${data.infisicalaccess_identity_privileges.all.privileges}" } },
    );
    const ids = new Map(access.rows().map(({ slug, id }) => [slug, id]));
    const instant = (time: number) =>
      expect.stringMatching(new RegExp(`^${new Date(time).toISOString().slice(0, 19)}`));
    const edit = { actions: ["edit"], subject: "secrets", conditions: null, inverted: false };
    expect(found?.value).toEqual([
      {
        id: ids.get("ended"),
        slug: "ended",
        permissions: [edit],
        temporary: { range: "2h", start_time: instant(start) },
        access_end_time: instant(start + 2 * HOUR),
        expired: true,
      },
      {
        id: ids.get("open"),
        slug: "open",
        permissions: [edit],
        temporary: { range: "4h", start_time: instant(start) },
        access_end_time: instant(start + 4 * HOUR),
        expired: false,
      },
      {
        id: ids.get("permanent"),
        slug: "permanent",
        permissions: [
          {
            actions: ["read"],
            subject: "secrets",
            conditions:
              '{"environment":{"$in":["prod"]},"secretPath":{"$glob":"/a/**"},"secretTags":{"$all":["x"]}}',
            inverted: false,
          },
          { actions: ["delete"], subject: "secrets", conditions: null, inverted: true },
        ],
        temporary: null,
        access_end_time: null,
        expired: false,
      },
    ]);
  });

  it("name the identity and the project whose privileges they could not list", async () => {
    const pair = { identity_id: access.identityId, project_slug: "no-such-project" };
    await access.test.write({}, { data: { infisicalaccess_identity_privileges: { all: pair } } });
    const { errors } = await access.complaints("plan");
    expect(errors).toEqual([
      expect.stringContaining(
        `Listing the privileges of identity ${access.identityId} in project "no-such-project" failed.`,
      ),
    ]);
  });

  it("tell how a universal auth is configured, and say when none is attached", async () => {
    const declaration = {
      infisicalaccess_universal_auth_config: { login: { identity_id: access.identityId } },
    };
    const output = { login: { value: "${data.infisicalaccess_universal_auth_config.login}" } };
    await access.test.write({}, { data: declaration, output });
    const { errors } = await access.complaints("plan");
    expect(errors).toEqual([
      `No Universal Auth Is Attached: Identity ${access.identityId} does not exist or has no universal auth. Check the id, or attach universal auth.`,
    ]);

    access.store.attachUniversalAuth(access.identityId, { accessTokenTTL: 60 });
    const { login } = await read(declaration, output);
    const { id, clientId } = access.universalAuth();
    expect(login?.value).toMatchObject({
      id,
      client_id: clientId,
      access_token_ttl: 60,
      access_token_max_ttl: 2_592_000,
      access_token_trusted_ips: ["0.0.0.0/0", "::/0"],
      lockout_enabled: true,
    });
  });
});

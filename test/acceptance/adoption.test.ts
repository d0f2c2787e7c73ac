import { AccessUnderTest, UNIVERSAL_AUTH } from "./access-under-test";

const ADOPT = { adopt_existing: true };
const net = (ipAddress: string, prefix: number) => ({ type: "ipv4" as const, ipAddress, prefix });

describe.each(["2024-07", "2026-08"] as const)("adopt_existing on a server of %s", (release) => {
  let access: AccessUnderTest;
  beforeEach(async () => (access = await AccessUnderTest.start({ release, ipAllowlisting: true })));
  afterEach(() => access.close());

  const login = async (clientSecret: string) =>
    (
      await fetch(`${access.simulator.url}/api/v1/auth/universal-auth/login`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ clientId: access.universalAuth().clientId, clientSecret }),
      })
    ).status;

  test("takes over what is attached without a write, protected, with its client secrets alive", async () => {
    const { id, clientId } = access.store.attachUniversalAuth(access.identityId);
    const secret = access.store.addClientSecret(access.identityId);
    await access.declareUniversalAuth(ADOPT);
    expect((await access.complaints("plan")).warnings).toEqual([]);
    const writes = await access.writesDuring(() => access.workspace.apply());
    expect(writes.map(({ method, status }) => [method, status])).toEqual([["POST", 400]]);
    expect(await access.stateOf(UNIVERSAL_AUTH)).toMatchObject({
      id,
      client_id: clientId,
      deletion_protection: true,
    });
    expect(await access.planned()).toEqual({});
    expect(await login(secret)).toBe(200);
  });

  test("attaches where nothing is attached, unprotected", async () => {
    await access.declareUniversalAuth(ADOPT);
    await access.workspace.apply();
    expect(await access.stateOf(UNIVERSAL_AUTH)).toMatchObject({ deletion_protection: false });
    expect(await access.planned()).toEqual({});
  });

  test("lists at plan what of the written attributes it changes, old → new, and changes it in one PATCH", async () => {
    const { clientId } = access.store.attachUniversalAuth(access.identityId, {
      accessTokenTTL: 60,
      accessTokenTrustedIps: [net("10.0.0.0", 8)],
    });
    await access.declareUniversalAuth({
      ...ADOPT,
      access_token_ttl: 3600,
      access_token_trusted_ips: ["192.0.2.0/24"],
    });
    expect((await access.complaints("plan")).warnings).toEqual([
      `Adopting Changes A Universal Auth: Identity ${access.identityId} has a universal auth already (client id ${clientId}). Adopting it changes:\n\n` +
        "  - access_token_ttl: 60 → 3600\n" +
        '  - access_token_trusted_ips: ["10.0.0.0/8"] → ["192.0.2.0/24"]',
    ]);
    const writes = await access.writesDuring(() => access.workspace.apply());
    expect(writes.map(({ method }) => method)).toEqual(["POST", "PATCH"]);
    expect(access.universalAuth()).toMatchObject({ clientId, accessTokenTTL: 3600 });
    expect(await access.planned()).toEqual({});
  });

  test("refuses at plan to change what nobody wrote down", async () => {
    access.store.attachUniversalAuth(access.identityId, { accessTokenTrustedIps: [net("10.0.0.0", 8)] });
    await access.declareUniversalAuth(ADOPT);
    expect((await access.complaints("plan")).errors).toEqual([
      expect.stringContaining('access_token_trusted_ips: ["10.0.0.0/8"] → ["0.0.0.0/0","::/0"]'),
    ]);
    expect(await access.writesDuring(() => access.complaints("apply"))).toEqual([]);
  });

  if (release === "2026-08") {
    test("refuses at plan to switch on a lockout that nobody wrote down", async () => {
      access.store.attachUniversalAuth(access.identityId, { lockoutEnabled: false });
      await access.declareUniversalAuth(ADOPT);
      expect((await access.complaints("plan")).errors).toEqual([
        expect.stringContaining("lockout_enabled: false → true"),
      ]);
    });
  }

  test.each([
    [
      "a lifetime",
      { access_token_ttl: "${terraform_data.it.output}" },
      ["  - access_token_ttl: known after the apply"],
    ],
    [
      "a maximum, on which the default lifetime depends",
      { access_token_max_ttl: "${terraform_data.it.output}" },
      ["  - access_token_max_ttl: known after the apply"],
    ],
    [
      "one network",
      { access_token_trusted_ips: ["0.0.0.0/0", '${terraform_data.it.output == 0 ? "" : "::/0"}'] },
      ["  - access_token_trusted_ips: known after the apply"],
    ],
  ])("takes over what is attached although the plan does not know %s", async (_, attributes, lines) => {
    const { clientId } = access.store.attachUniversalAuth(access.identityId);
    await access.test.write({
      terraform_data: { it: { input: 2_592_000 } },
      infisicalaccess_universal_auth_config: {
        deploy: { identity_id: access.identityId, ...ADOPT, ...attributes },
      },
    });
    const { errors, warnings } = await access.complaints("plan");
    expect({ errors, lines: warnings.map((warning) => warning.split("\n\n")[1]) }).toEqual({
      errors: [],
      lines,
    });
    await access.workspace.apply();
    expect(access.universalAuth()).toMatchObject({ clientId });
    expect(await access.planned()).toEqual({});
  });

  test("refuses at apply what the plan could not know, and leaves what is attached alone", async () => {
    const before = access.store.attachUniversalAuth(access.identityId, { accessTokenTTL: 60 });
    await access.test.write({
      terraform_data: { identity: { input: access.identityId } },
      infisicalaccess_universal_auth_config: {
        deploy: { identity_id: "${terraform_data.identity.output}", ...ADOPT },
      },
    });
    expect((await access.complaints("plan")).errors).toEqual([]);
    expect((await access.complaints("apply")).errors).toEqual([
      expect.stringMatching(/^Adopting Would Change What Is Not Written Down: /),
    ]);
    expect(access.universalAuth()).toEqual(before);
    expect(await access.stateOf(UNIVERSAL_AUTH)).toBeUndefined();
  });

  test("refuses at apply what was attached since the last plan, and leaves it alone", async () => {
    const route = "/api/v1/auth/universal-auth/identities/:identityId";
    access.simulator.setFaults([
      { kind: "delay", route: `POST ${route}`, when: "before", milliseconds: 1_000 },
    ]);
    await access.declareUniversalAuth(ADOPT);
    access.simulator.takeRequests();
    const applied = access.complaints("apply");
    // Terraform plans twice, the second time in the apply.
    while (access.simulator.requests.filter((request) => request.route === `GET ${route}`).length < 2) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    const attached = access.store.attachUniversalAuth(access.identityId, { accessTokenTTL: 60 });
    expect((await applied).errors).toEqual([
      expect.stringMatching(
        /^Adopting Would Change What Is Not Written Down: .*access_token_ttl: 60 → 2592000/s,
      ),
    ]);
    expect(access.universalAuth()).toEqual(attached);
  });

  test("is never followed by a replacement: where the server does not take a setting, nothing is stored", async () => {
    const { clientId } = access.store.attachUniversalAuth(access.identityId);
    const secret = access.store.addClientSecret(access.identityId);
    // An answer that leaves the declared lifetime out, as of a server that ignores it.
    access.simulator.setFaults([
      {
        kind: "status",
        route: "PATCH /api/v1/auth/universal-auth/identities/:identityId",
        status: 200,
        body: { identityUniversalAuth: answerOf(access) },
      },
    ]);
    await access.declareUniversalAuth({ ...ADOPT, access_token_ttl: 3600 });
    expect((await access.complaints("apply")).errors).toEqual([
      expect.stringMatching(/^Adopted Universal Auth Is Not As Declared: .*access_token_ttl/s),
    ]);
    expect(await access.stateOf(UNIVERSAL_AUTH)).toBeUndefined();
    access.simulator.setFaults([]);
    await access.workspace.apply();
    expect(access.universalAuth()).toMatchObject({ clientId, accessTokenTTL: 3600 });
    expect(await login(secret)).toBe(200);
  });

  test("without it an attached universal auth is an error that names both ways out", async () => {
    access.store.attachUniversalAuth(access.identityId);
    await access.declareUniversalAuth();
    expect((await access.complaints("apply")).errors).toEqual([
      expect.stringMatching(
        new RegExp(
          `^Universal Auth Is Attached Already: .*terraform import ADDRESS ${access.identityId}.*adopt_existing = true`,
          "s",
        ),
      ),
    ]);
  });

  test("does not take another authentication method for a universal auth", async () => {
    await fetch(`${access.simulator.url}/api/v1/auth/token-auth/identities/${access.identityId}`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${access.simulator.issueToken()}`,
        "content-type": "application/json",
      },
      body: "{}",
    });
    await access.declareUniversalAuth(ADOPT);
    expect((await access.complaints("apply")).errors).toEqual([
      expect.stringMatching(/^Another Authentication Method Is Attached: /),
    ]);
  });
});

/** The universal auth as a server of July 2024 answers it. */
function answerOf(access: AccessUnderTest): object {
  const { createdAt, updatedAt, ...row } = access.universalAuth();
  return {
    ...row,
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
  };
}

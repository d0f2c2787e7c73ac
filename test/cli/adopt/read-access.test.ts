import { readAccess } from "../../../src/cli/adopt/read-access";
import { clientOfEnvironment } from "../../../src/cli/client-of-environment";
import { SimulatedServer } from "../../../src/testing";

test("it shows how many of its lists are read, and gives what it found in the order of projects, identities and slugs", async () => {
  const server = await SimulatedServer.start({ projects: ["payments", "storefront"] });
  const identities = server.identities.map(({ identityId }) => identityId);
  const [first = "", second = ""] = identities;
  for (const slug of ["b", "a"]) {
    server.addPrivilege(second, "payments", slug, [{ action: "read", subject: "secrets" }]);
    server.addPrivilege(first, "storefront", slug, [{ action: "read", subject: "secrets" }]);
  }
  server.attachUniversalAuth(second);
  const client = clientOfEnvironment(server.environment, "adopt");
  const shown: string[] = [];
  try {
    const progress = { show: (text: string) => shown.push(text), end: () => undefined };
    const { privileges, universalAuths } = await readAccess(
      client,
      identities,
      ["storefront", "payments"],
      progress,
    );
    expect(privileges.map(({ projectSlug, identityId, row }) => [projectSlug, identityId, row.slug])).toEqual(
      [
        ["storefront", first, "a"],
        ["storefront", first, "b"],
        ["payments", second, "a"],
        ["payments", second, "b"],
      ],
    );
    expect(universalAuths.map(({ identityId }) => identityId)).toEqual([second]);
  } finally {
    client.close();
    await server.close();
  }
  expect(shown).toEqual(
    [1, 2, 3, 4, 5, 6].map((done) => `Read ${done} of 6 lists of privileges and universal auths`),
  );
});

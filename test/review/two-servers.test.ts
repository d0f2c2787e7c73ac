import { PROVIDER_ADDRESS } from "../../src/provider/address";
import { formatReview } from "../../src/review/format/format-review";
import { type JsonReport, jsonReport } from "../../src/review/format/json-report";
import { reviewPlans } from "../../src/review/review-plans";
import { planOf, privilege } from "./fixtures/plan-json";

const READ = privilege(["read"], { environment: "prod" });

/** A plan in which a privilege exists and another one of the same identity, in a project of the same slug, comes with the same access. */
function planOn(
  existingHost: object,
  createdHost: object | "the same provider",
  variables: object = {},
  declared: object = {},
) {
  const resource = (name: string) => ({
    address: `infisicalaccess_identity_privilege.${name}`,
    provider_config_key: `infisicalaccess.${createdHost === "the same provider" ? "existing" : name}`,
  });
  return planOf(
    [
      { name: "existing", before: READ, after: READ, actions: ["no-op"] },
      { name: "created", after: READ },
    ],
    {
      more: {
        configuration: {
          provider_config: {
            "infisicalaccess.existing": { expressions: existingHost },
            ...(createdHost !== "the same provider" && {
              "infisicalaccess.created": { expressions: createdHost },
            }),
          },
          root_module: { variables: declared, resources: [resource("existing"), resource("created")] },
        },
        variables,
      },
    },
  );
}

const host = (url: string) => ({ host: { constant_value: url } });
const reference = (...names: string[]) => ({ host: { references: names } });
const environment = {};

describe("what an identity may do on one server", () => {
  test.each<[string, object, object]>([
    ["another server", host("https://a.example"), host("https://b.example")],
    ["a server that the plan does not tell", host("https://a.example"), reference("local.host")],
    ["the server of the environment", environment, host("https://a.example")],
    ["another server by variables", reference("var.a"), reference("var.b")],
  ])("says nothing of %s, be the ids the same, as after a restore", (_, existing, created) => {
    const variables = { a: { value: "https://a.example" }, b: { value: "https://b.example" } };
    const { findings } = reviewPlans([planOn(existing, created, variables)]);
    expect(findings).toMatchObject([
      { kinds: ["gained"], resources: [{ address: "infisicalaccess_identity_privilege.created" }] },
    ]);
  });

  test.each<[string, object, object | "the same provider"]>([
    ["two spellings", host("https://a.example"), host("https://A.example/")],
    ["a constant and a variable", host("https://a.example"), reference("var.a")],
    ["one provider whose server the plan does not tell", reference("local.host"), "the same provider"],
    ["the environment", environment, environment],
  ])("counts where both are on one: %s", (_, existing, created) => {
    const variables = { a: { value: "https://a.example" } };
    expect(reviewPlans([planOn(existing, created, variables)]).findings).toEqual([]);
  });
});

describe("a privilege that is renamed without a moved block, and so is no longer configured under its old address", () => {
  const renamed = (...hosts: string[]) =>
    planOf(
      [
        { name: "old", before: READ },
        { name: "new", after: READ },
      ],
      {
        more: {
          configuration: {
            provider_config: Object.fromEntries(
              hosts.map((url, index) => [
                `infisicalaccess.server${index}`,
                { full_name: PROVIDER_ADDRESS, expressions: host(url) },
              ]),
            ),
            root_module: {
              resources: [
                {
                  address: "infisicalaccess_identity_privilege.new",
                  provider_config_key: "infisicalaccess.server0",
                },
              ],
            },
          },
        },
      },
    );

  test("is no change where the plan knows one server", () => {
    expect(reviewPlans([renamed("https://a.example")]).findings).toEqual([]);
  });

  test("may have been on the other one of two", () => {
    const { findings } = reviewPlans([renamed("https://a.example", "https://b.example")]);
    expect(findings).toMatchObject([{ kinds: ["lost"] }, { kinds: ["gained"] }]);
  });
});

describe("a review of several servers", () => {
  const review = reviewPlans([
    planOn(host("https://a.example"), reference("var.region", "local.domain"), {
      region: { value: "eu" },
    }),
  ]);
  const format = (name: "terminal" | "markdown" | "html", of = review) =>
    formatReview(of, [], name, { color: false });
  const json = (of = review): JsonReport =>
    jsonReport.parse(JSON.parse(formatReview(of, [], "json", { color: false })));

  test("says of each finding which one it is about, as far as the plan tells", () => {
    expect(format("terminal").replace(/\s+/g, " ")).toContain(
      'project payments on the server of the provider infisicalaccess.created (var.region = "eu", local.domain)',
    );
    expect(format("markdown")).toMatch(
      /^- \*\*.* in project `payments` on the server of the provider `infisicalaccess\.created` \(.*\) gains /m,
    );
    expect(format("html")).toMatch(
      /<h4>project <code>payments<\/code> on the server of the provider <code>infisicalaccess\.created<\/code>/,
    );
    expect(json().findings).toMatchObject([
      {
        server: {
          kind: "unknown",
          plan: "plan.json",
          provider: "infisicalaccess.created",
          from: ['var.region = "eu"', "local.domain"],
        },
        sentence: expect.stringContaining(" (project payments on the server of ") as string,
      },
    ]);
  });

  test("says it in each row of the matrix", () => {
    const projects = [...format("html").matchAll(/<td><code>payments<\/code>([^]*?)<\/td>/g)];
    expect(projects.map(([, server]) => server)).toEqual([
      expect.stringMatching(
        /^ on the server of the provider <code>infisicalaccess\.created<\/code>/,
      ) as string,
      " on <code>https://a.example</code>",
    ]);
  });

  test("never prints the value of a sensitive variable", () => {
    const variables = { secret: { value: "https://secret.example" } };
    const plan = planOn(host("https://a.example"), reference("var.secret"), variables, {
      secret: { sensitive: true },
    });
    for (const text of ["terminal", "markdown", "html"] as const)
      expect(format(text, reviewPlans([plan]))).not.toContain("secret.example");
    expect(json(reviewPlans([plan])).findings).toMatchObject([
      { server: { kind: "unknown", from: ["var.secret"] } },
    ]);
  });
});

describe("a review of one server", () => {
  const review = reviewPlans([planOf([{ name: "a", after: READ }])]);

  test.each(["terminal", "markdown", "html"] as const)("has no word of it in %s", (name) => {
    expect(formatReview(review, [], name, { color: false })).not.toMatch(/server that|on the server/);
  });

  test("names it in JSON", () => {
    const text = formatReview(review, [], "json", { color: false });
    expect(jsonReport.parse(JSON.parse(text)).findings).toMatchObject([{ server: { kind: "environment" } }]);
  });
});

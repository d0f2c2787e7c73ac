import { findDrift } from "../../src/review/find-drift";
import { formatReview } from "../../src/review/format/format-review";
import { formatTerminal } from "../../src/review/format/terminal";
import { PROVIDER_ADDRESS } from "../../src/provider/address";
import { TerraformWorkspace } from "../support/terraform-workspace";
import { expectGolden } from "./golden-file";
import { StackPlanner } from "./planned-stack";

/** Two stacks that share an identity and a project, and an Infisical server beside them. */
describe("drift of several stacks", () => {
  let planner: StackPlanner;
  let other: TerraformWorkspace;
  let identityId: string;
  let environment: NodeJS.ProcessEnv;

  const declared = (slug: string) => ({
    infisicalaccess_identity_privilege: {
      [slug]: {
        identity_id: identityId,
        project_slug: "payments",
        slug,
        permissions: [{ actions: ["read"], subject: "secrets", conditions: '{"environment":"prod"}' }],
      },
    },
  });
  const addByHand = (slug: string, more: object = {}) => {
    const conditions = { environment: "prod" };
    const permissions = [{ subject: ["secrets"], action: ["delete"], conditions }];
    return planner.simulator.store.addPrivilege(identityId, "payments", { slug, permissions, ...more });
  };
  const names = () => new Map([[identityId, "checkout-api"]]);
  const both = () => [planner.workspace.directory, other.directory];
  const find = (directories: readonly string[], ignore: readonly string[] = [], variables = environment) =>
    findDrift(directories, { ignore, names: names(), environment: variables });
  const toText = (review: Awaited<ReturnType<typeof find>>) =>
    formatTerminal({ ...review, now: new Date("2039-12-31T12:00:00Z") }, [], { color: false });

  /** As of one time, with the folders under one name. */
  const anonymous = (review: Awaited<ReturnType<typeof find>>) => {
    const nameOf = (source: string) => (source === other.directory ? "stacks/second" : "stacks/first");
    return {
      ...review,
      now: new Date("2039-12-31T12:00:00Z"),
      plans: review.plans.map((plan) => ({
        ...plan,
        source: nameOf(plan.source),
        madeAt: undefined,
        terraformVersion: undefined,
      })),
      drift: review.drift.map((finding) => ({
        ...finding,
        server: { kind: "host", url: "https://infisical.example" } as const,
        resources: finding.resources.map((resource) => ({ ...resource, source: nameOf(resource.source) })),
      })),
    };
  };

  beforeAll(async () => {
    planner = await StackPlanner.start("2024-07");
    identityId = planner.simulator.world.targets[0]?.identityId ?? "";
    const { clientId, clientSecret } = planner.simulator.world.operator;
    environment = {
      ...planner.environment,
      INFISICAL_HOST: `${planner.simulator.url}/`,
      INFISICAL_UNIVERSAL_AUTH_CLIENT_ID: clientId,
      INFISICAL_UNIVERSAL_AUTH_CLIENT_SECRET: clientSecret,
    };
    other = await TerraformWorkspace.create({
      TF_REATTACH_PROVIDERS: String(planner.environment.TF_REATTACH_PROVIDERS),
    });
    await planner.declare(declared("first"));
    await planner.workspace.apply();
    await other.write({
      terraform: { required_providers: { infisicalaccess: { source: PROVIDER_ADDRESS } } },
      variable: { host: { type: "string", default: planner.simulator.url } },
      provider: {
        infisicalaccess: { host: "${var.host}", client_id: clientId, client_secret: clientSecret },
      },
      resource: declared("second"),
    });
    await other.apply();
  });
  afterAll(async () => {
    await other.remove();
    await planner.close();
  });

  test("is none after an apply", async () => {
    const review = await find(both());
    expect(review).toMatchObject({ drift: [], failures: [] });
    expect(toText(review)).toContain("Nothing that 2 stacks manage was changed outside Terraform.");
  });

  test("counts as managed what the state of any of the stacks holds, and of those alone", async () => {
    const { drift, failures } = await find([planner.workspace.directory]);
    expect(failures).toEqual([]);
    expect(drift.map(({ kinds }) => kinds)).toEqual([["unmanaged"]]);
  });

  test("is what somebody changed, and what somebody added beside it", async () => {
    const { store } = planner.simulator;
    const first = store.privilege(identityId, "payments", "first");
    store.editPrivilege(first?.id ?? "", {
      permissions: [{ subject: ["secrets"], action: ["read"] }],
    });
    addByHand("debug\u202e");
    addByHand("until-tomorrow", {
      isTemporary: true,
      temporaryMode: "relative",
      temporaryRange: "4h",
      temporaryAccessStartTime: Date.parse("2040-01-01T00:00:00Z"),
      temporaryAccessEndTime: Date.parse("2040-01-01T04:00:00Z"),
    });
    addByHand("ci-nightly");
    const review = await find(both(), ["ci-*"]);
    const server = { kind: "host", url: planner.simulator.url };
    expect(review.drift.map((finding) => finding.server)).toEqual(review.drift.map(() => server));
    expect(review.failures).toEqual([]);
    expect(review.findings).toEqual([]);
    expectGolden("outside.txt", toText(review));
    for (const [format, extension] of [
      ["markdown", "md"],
      ["json", "json"],
      ["html", "html"],
    ] as const)
      expectGolden(`outside.${extension}`, formatReview(anonymous(review), [], format, { color: false }));
  });

  test("of stacks whose provider names another server than the environment is found, but nothing is listed there", async () => {
    const { drift, failures } = await find(both(), [], {
      ...environment,
      INFISICAL_HOST: "https://elsewhere.invalid",
    });
    expect(failures).toEqual(
      both().map(
        (directory) =>
          `${directory} is skipped in the search for unmanaged privileges: its provider names the host ${planner.simulator.url}, and the environment names https://elsewhere.invalid.`,
      ),
    );
    expect(drift.map(({ kinds }) => kinds)).toEqual([["widened"]]);
  });

  test("cannot be listed without credentials, and the sentence says which are missing", async () => {
    const { failures } = await find([planner.workspace.directory], [], planner.environment);
    expect(failures).toEqual([
      expect.stringMatching(
        /^Unmanaged privileges were not looked for\. Neither the provider's "host" nor the environment variable INFISICAL_HOST names a server\./,
      ),
    ]);
  });

  test("does not end with an answer when a folder holds no stack", async () => {
    const { failures } = await find([...both(), "/nowhere"]);
    expect(failures[0]).toBe("/nowhere is not the folder of a stack.");
  });

  test("tells people who wait what is being done", async () => {
    const steps: string[] = [];
    await findDrift(both(), { ignore: [], environment, onStep: (step) => steps.push(step) });
    expect(steps).toEqual([
      `1 of 2: planning in ${planner.workspace.directory}`,
      `2 of 2: planning in ${other.directory}`,
      `0 of 1 lists of privileges read from ${planner.simulator.url}`,
      `1 of 1 lists of privileges read from ${planner.simulator.url}`,
    ]);
  });

  test("leaves the state as it is, and asks the server without writing", async () => {
    const before = await planner.workspace.state();
    planner.simulator.takeRequests();
    await find(both());
    const writes = planner.simulator.takeRequests().filter(({ route }) => !/^GET|login/.test(route));
    expect(writes).toEqual([]);
    expect(await planner.workspace.state()).toEqual(before);
  });
});

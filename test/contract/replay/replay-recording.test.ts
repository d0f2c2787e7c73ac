import { join } from "node:path";
import { Clock } from "../../../src/simulator/clock";
import {
  startSimulator,
  type Simulator,
  type SimulatorOptions,
} from "../../../src/simulator/start-simulator";
import { readWorldFile } from "../../../src/simulator/world";
import type { Exchange } from "./exchange";
import { Recorder } from "./recorder";
import { replayRecording, type Verdict } from "./replay-recording";

const world = readWorldFile(join(__dirname, "../world.json"));
const privileges = "/api/v1/additional-privilege/identity";
const universalAuth = "/api/v1/auth/universal-auth/identities";
const [target1 = "", target2 = "", target3 = ""] = world.targets.map(({ identityId }) => identityId);
const alpha = world.projects[0]?.id ?? "";
const list = `${privileges}?identityId=${target1}&projectSlug=alpha`;
const readDev = { actions: ["read"], subject: "secrets", conditions: { environment: "dev" } };
const named = (slug: string): object => ({
  identityId: target1,
  projectSlug: "alpha",
  slug,
  privilegePermission: readDev,
});

const simulators: Simulator[] = [];
afterAll(() => Promise.all(simulators.map((simulator) => simulator.close())));

async function recorder(options: SimulatorOptions = {}): Promise<Recorder> {
  const clock = new Clock();
  clock.scale = 0;
  clock.set(Date.parse("2026-11-22T01:00:00Z"));
  const simulator = await startSimulator({ world, clock, ...options });
  simulators.push(simulator);
  return new Recorder(simulator);
}

async function outcomes(exchanges: readonly Exchange[]): Promise<unknown[]> {
  const verdicts = await replayRecording(exchanges, world);
  return verdicts.map((verdict) => (verdict.outcome === "matched" ? "matched" : shown(verdict)));
}

function shown(verdict: Verdict): unknown {
  return { line: verdict.exchange.line, ...("difference" in verdict ? verdict.difference : verdict) };
}

describe("a recording of one server replays on another", () => {
  test.each<[string, (recorder: Recorder) => Promise<void>, SimulatorOptions?]>([
    [
      "generated slugs, renames and deletions",
      async (recorder) => {
        const body = { identityId: target1, projectSlug: "alpha", privilegePermission: readDev };
        const created = await recorder.record("POST", `${privileges}/permanent`, { body });
        const { slug } = created["privilege"] as { slug: string };
        await recorder.record("GET", `${privileges}/${slug}?identityId=${target1}&projectSlug=alpha`);
        await recorder.record("PATCH", privileges, {
          body: {
            privilegeSlug: slug,
            identityId: target1,
            projectSlug: "alpha",
            privilegeDetails: { slug: "named", privilegePermission: readDev },
          },
        });
        await recorder.record("GET", list);
        await recorder.record("DELETE", privileges, {
          body: { privilegeSlug: "named", identityId: target1, projectSlug: "alpha" },
        });
      },
    ],
    [
      "an entity tag that is sent back",
      async (recorder) => {
        await recorder.record("POST", `${privileges}/permanent`, { body: named("tagged") });
        await recorder.record("GET", list);
        const tag = recorder.exchanges.at(-1)?.responseHeaders["etag"] ?? "";
        await recorder.record("GET", list, { headers: { "if-none-match": tag } });
        expect(recorder.exchanges.at(-1)?.status).toBe(304);
      },
    ],
    [
      "bodies that are no JSON",
      async (recorder) => {
        for (const body of ['{"a":', "", '{"__proto__":{"a":1}}', "[]", "null", '"text"']) {
          await recorder.record("POST", `${privileges}/permanent`, { body });
        }
        await recorder.record("POST", `${privileges}/permanent`, {
          body: "{}",
          headers: { "content-type": "text/plain" },
        });
        await recorder.record("PUT", privileges, { body: {} });
      },
    ],
    [
      "callers of other roles, whose preparation is not recorded",
      async (recorder) => {
        await recorder.record("POST", `${privileges}/permanent`, { body: named("seen") });
        const viewer = await recorder.callerToken(target2);
        for (const note of ["LIST", "GET"]) {
          await recorder.record("GET", list, { token: viewer, note: `viewer in the project: ${note}` });
        }
        await recorder.record("DELETE", `${universalAuth}/${target2}`, {
          note: "its universal auth deleted",
        });
        await recorder.record("GET", list, { token: viewer, note: "its old token after that" });
        const none = await recorder.callerToken(target3, { accessTokenNumUsesLimit: 1 });
        await recorder.record("GET", list, { token: none, note: "uses limit 1, use 1" });
        await recorder.record("GET", list, { token: none, note: "uses limit 1, use 2" });
        await recorder.record("GET", list, { token: none, note: "uses limit 1, use 3" });
      },
    ],
    [
      "callers of whom only the answers tell",
      async (recorder) => {
        await recorder.record("POST", `${privileges}/permanent`, { body: named("bare") });
        const [outsider] = recorder.simulator.world.outsiders;
        const noAccess = await recorder.callerToken(target3);
        const outside = await recorder.callerToken(outsider?.identityId ?? "");
        for (const token of [noAccess, outside, noAccess, undefined]) {
          await recorder.record("GET", list, token === undefined ? {} : { token });
        }
        recorder.unrecorded(({ store }) => {
          store.detachUniversalAuth(target3);
        });
        await recorder.record("GET", list, { token: noAccess });
        await recorder.record("GET", list);
      },
    ],
    [
      "an identity above its caller in the organization",
      async (recorder) => {
        const manager = await recorder.callerToken(target2);
        recorder.unrecorded(({ store }) => {
          store.setOrganizationRole(target2, "member");
          store.setOrganizationRole(target1, "admin");
          store.attachUniversalAuth(target1);
        });
        const [token, note] = [manager, "org role member: DELETE of an org admin's"];
        await recorder.record("DELETE", `${universalAuth}/${target1}`, { token, note });
      },
    ],
    [
      "memberships, identities and projects that come and go",
      async (recorder) => {
        const { identity } = (await recorder.record("POST", "/api/v1/identities", {
          body: { name: "new", organizationId: world.organizationId, role: "no-access" },
        })) as { identity: { id: string } };
        const membership = `/api/v2/workspace/${alpha}/identity-memberships/${identity.id}`;
        await recorder.record("POST", membership, { body: { role: "viewer" } });
        const body = { ...named("gone"), identityId: identity.id };
        await recorder.record("POST", `${privileges}/permanent`, { body });
        await recorder.record("DELETE", membership);
        await recorder.record("POST", `${privileges}/permanent`, { body });
        await recorder.record("POST", membership, { body: {} });
        await recorder.record("GET", `${privileges}?identityId=${identity.id}&projectSlug=alpha`);
        await recorder.record("POST", `${universalAuth}/${identity.id}`, { body: {} });
        await recorder.record("DELETE", `/api/v1/identities/${identity.id}`);
        await recorder.record("GET", `${universalAuth}/${identity.id}`);
        const { project } = (await recorder.record("POST", "/api/v2/workspace", {
          body: { projectName: "Short lived" },
        })) as { project: { id: string; slug: string } };
        await recorder.record("GET", `${privileges}?identityId=${target1}&projectSlug=${project.slug}`);
        await recorder.record("DELETE", `/api/v1/workspace/${project.id}`);
        await recorder.record("GET", `${privileges}?identityId=${target1}&projectSlug=${project.slug}`);
        await recorder.record("GET", "/api/status", { token: null });
      },
    ],
    [
      "a window of reads that is used up",
      async (recorder) => {
        const headers = { "x-real-ip": "10.0.0.1" };
        for (let index = 0; index < 62; index += 1) {
          await recorder.record("GET", list, { headers });
        }
        recorder.simulator.clock.advance(60_000);
        await recorder.record("GET", list, { headers });
      },
    ],
    [
      "a window that began before the recording",
      async (recorder) => {
        const headers = { "x-real-ip": "10.0.0.1" };
        await recorder.record("GET", list, { headers });
        recorder.simulator.clock.advance(27_000);
        await recorder.record("GET", list, { headers });
        await recorder.record("GET", list, { headers });
        recorder.exchanges.shift();
      },
    ],
    [
      "a server without limits",
      async (recorder) => void (await recorder.record("GET", list)),
      { rateLimit: false },
    ],
    [
      "a login with a secret that was made unseen",
      async (recorder) => {
        const attached = await recorder.record("POST", `${universalAuth}/${target1}`, {
          body: { accessTokenTTL: 60, accessTokenMaxTTL: 600 },
        });
        const { clientId } = attached["identityUniversalAuth"] as { clientId: string };
        const clientSecret = recorder.unrecorded(({ store }) => store.addClientSecret(target1));
        const login = await recorder.record("POST", "/api/v1/auth/universal-auth/login", {
          token: null,
          body: { clientId, clientSecret },
        });
        const token = String(login["accessToken"]);
        await recorder.record("GET", list, { token, note: "use of that token" });
        recorder.simulator.clock.advance(61_000);
        await recorder.record("GET", list, { token, note: "the same token after its TTL" });
        await recorder.record("GET", list, { token, note: "the same token once more" });
      },
    ],
  ])("%s", async (...[, make, options]) => {
    const made = await recorder(options);
    await make(made);
    expect(await outcomes(made.exchanges)).toEqual(made.exchanges.map(() => "matched"));
  });
});

test("which of several rows with one slug is taken may differ, for no request determined it", async () => {
  const made = await recorder();
  made.simulator.setFaults([{ kind: "delay", when: "commit", milliseconds: 50 }]);
  await Promise.all(
    ["first", "second", "third"].map(() =>
      made.record("POST", `${privileges}/permanent`, { body: named("twin") }),
    ),
  );
  made.simulator.setFaults([]);
  const [first] = made.exchanges;
  made.exchanges.forEach((exchange) => {
    exchange.sentAt = first?.sentAt ?? 0;
  });
  await made.record("GET", list);
  await made.record("DELETE", privileges, {
    body: { privilegeSlug: "twin", identityId: target1, projectSlug: "alpha" },
  });
  await made.record("GET", list);
  // The lines of a race come in the order of the answers, which need not be that of the rows.
  made.exchanges.splice(0, 3, ...made.exchanges.slice(0, 3).reverse());
  expect(await outcomes(made.exchanges)).toEqual(made.exchanges.map(() => "matched"));
});

test("requests sent at once are replayed with the winners of the recording", async () => {
  const made = await recorder();
  const sendAtOnce = async (count: number): Promise<void> => {
    made.simulator.setFaults([{ kind: "delay", when: "commit", milliseconds: 50 }]);
    await Promise.all(
      Array.from({ length: count }, () =>
        made.record("POST", `${privileges}/permanent`, { body: named("twin") }),
      ),
    );
    made.simulator.setFaults([]);
  };
  await sendAtOnce(4);
  // Two that came too late, and still before the first answer.
  for (let index = 0; index < 2; index += 1) {
    await made.record("POST", `${privileges}/permanent`, { body: named("twin") });
  }
  const [first] = made.exchanges;
  made.exchanges.forEach((exchange) => {
    exchange.sentAt = first?.sentAt ?? 0;
  });
  await made.record("GET", list);
  await made.record("DELETE", privileges, {
    body: { privilegeSlug: "twin", identityId: target1, projectSlug: "alpha" },
  });
  await made.record("GET", `${privileges}/twin?identityId=${target1}&projectSlug=alpha`);
  expect(made.exchanges.map(({ status }) => status)).toEqual([200, 200, 200, 200, 400, 400, 200, 200, 200]);
  expect(await outcomes(made.exchanges)).toEqual(made.exchanges.map(() => "matched"));
});

describe("a difference is found", () => {
  let recording: Exchange[];
  beforeAll(async () => {
    const made = await recorder();
    await made.record("POST", `${privileges}/permanent`, { body: named("one") });
    await made.record("POST", `${privileges}/permanent`, { body: named("two") });
    await made.record("GET", `${privileges}/one?identityId=${target1}&projectSlug=alpha`);
    await made.record("PATCH", privileges, {
      body: {
        privilegeSlug: "one",
        identityId: target1,
        projectSlug: "alpha",
        privilegeDetails: { privilegePermission: readDev },
      },
    });
    await made.record("POST", `${privileges}/permanent`, { body: named("one") });
    recording = made.exchanges;
  });

  interface PrivilegeAnswer {
    privilege: Record<string, unknown>;
  }
  const answer = (exchange: Exchange | undefined): Record<string, unknown> =>
    (exchange?.responseBody as PrivilegeAnswer).privilege;

  test.each<[string, (tampered: Exchange[]) => void, object]>([
    ["another status", ([, , third]) => third && (third.status = 400), { line: 3, where: "status" }],
    [
      "a value that the request determined",
      ([first]) => (answer(first)["slug"] = "other"),
      { line: 1, where: "body.privilege.slug" },
    ],
    [
      "null in place of false",
      ([first]) => (answer(first)["isTemporary"] = null),
      { line: 1, where: "body.privilege.isTemporary" },
    ],
    [
      "a field that is missing",
      ([first]) => delete answer(first)["temporaryMode"],
      { line: 1, where: "body.privilege (fields)" },
    ],
    [
      "fields in another order",
      ([first]) => {
        const { id, ...others } = answer(first);
        (first?.responseBody as PrivilegeAnswer).privilege = { ...others, id };
      },
      { line: 1, where: "body.privilege (fields)" },
    ],
    [
      "one identifier for two rows",
      ([first, second]) => (answer(second)["id"] = answer(first)["id"]),
      { line: 2, where: "body.privilege.id" },
    ],
    [
      "another identifier for the same row",
      ([, , third]) => (answer(third)["projectMembershipId"] = "00000000-0000-4000-8000-000000000000"),
      { line: 3, where: "body.privilege.projectMembershipId" },
    ],
    [
      "an update that leaves updatedAt as it was",
      ([first, , , fourth]) => (answer(fourth)["updatedAt"] = answer(first)["updatedAt"]),
      { line: 4, where: "body.privilege.updatedAt" },
    ],
    [
      "a creation time that moves",
      ([, , , fourth]) => (answer(fourth)["createdAt"] = answer(fourth)["updatedAt"]),
      { line: 4, where: "body.privilege.createdAt" },
    ],
    [
      "a message",
      ([, , , , fifth]) =>
        fifth && (fifth.responseBody = { ...(fifth.responseBody as object), message: "exists" }),
      { line: 5, where: "body.message" },
    ],
    [
      "a content type",
      ([first]) => first && (first.responseHeaders["content-type"] = "application/json"),
      { line: 1, where: "content-type" },
    ],
    [
      "a limit",
      ([first]) => first && (first.responseHeaders["x-ratelimit-limit"] = "201"),
      { line: 1, where: "x-ratelimit-limit" },
    ],
    [
      "how much of a limit remains",
      ([, second]) => second && (second.responseHeaders["x-ratelimit-remaining"] = "150"),
      { line: 2, where: "x-ratelimit-remaining" },
    ],
    [
      "when a limit ends",
      ([, , third]) => third && (third.responseHeaders["x-ratelimit-reset"] = "50"),
      { line: 3, where: "x-ratelimit-reset" },
    ],
    [
      "an entity tag of another text",
      ([first, second]) =>
        first && second && (first.responseHeaders["etag"] = second.responseHeaders["etag"] ?? ""),
      { line: 1, where: "etag" },
    ],
    [
      "a length of another text",
      ([first]) => first && (first.responseHeaders["content-length"] = "7"),
      { line: 1, where: "content-length" },
    ],
    [
      "a row's identifier that no answer gave before",
      ([, , third]) => (answer(third)["id"] = "00000000-0000-4000-8000-000000000000"),
      { line: 3, where: "body.privilege.id" },
    ],
    [
      "a time in another form",
      ([, , , fourth]) => (answer(fourth)["updatedAt"] = "2026-11-22 01:00:00+00"),
      { line: 4, where: "body.privilege.updatedAt" },
    ],
    [
      "an endpoint of the product that the simulator does not know",
      ([first]) => first && (first.method = "PUT"),
      { line: 1, where: "status" },
    ],
    [
      "an entity tag that is not there",
      ([first]) => first && delete first.responseHeaders["etag"],
      { line: 1, where: "etag" },
    ],
  ])("%s", async (_title, tamper, difference) => {
    const tampered = structuredClone(recording);
    tamper(tampered);
    expect(await outcomes(tampered)).toContainEqual(expect.objectContaining(difference));
  });

  test("unless nothing was changed", async () => {
    expect(await outcomes(recording)).toEqual(recording.map(() => "matched"));
  });
});

describe("what a recording does not hold is not applicable", () => {
  test.each<[string, Partial<Exchange>, RegExp]>([
    ["no answer", { status: null }, /about the connection/],
    [
      "an outage",
      {
        status: 500,
        responseBody: { statusCode: 500, message: "Something went wrong", error: "IdAccessTokenFindOne" },
      },
      /database or redis/,
    ],
    [
      "a header that only the note names",
      { note: "other in x-client-ip" },
      /x-client-ip, which the recording/,
    ],
    ["a body that was too large to keep", { status: 413 }, /whole of its body/],
    ["another endpoint", { path: "/api/v1/organization" }, /no such endpoint/],
    [
      "a row that nobody made",
      { responseBody: { privilege: { id: "00000000-0000-4000-8000-000000000000" } } },
      /creation the recording does not hold/,
    ],
  ])("%s", async (_title, changes, reason) => {
    const made = await recorder();
    await made.record("GET", list);
    const changed = made.exchanges.map((exchange) => ({ ...exchange, ...changes }));
    expect(await outcomes(changed)).toEqual([
      expect.objectContaining({ outcome: "not applicable", reason: expect.stringMatching(reason) as string }),
    ]);
  });
});

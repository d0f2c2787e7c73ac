import { startSimulator, type Simulator } from "../../src/simulator/start-simulator";
import type { OrganizationRole, ProjectRole } from "../../src/simulator/world";
import { call, listPath, privilegePath, readDev, universalAuthPath, type Answer } from "./call";

let simulator: Simulator;
let target: string;
beforeEach(async () => {
  simulator = await startSimulator();
  target = simulator.world.targets[0]?.identityId ?? "";
});
afterEach(() => simulator.close());

function as(projectRole: ProjectRole | undefined, organizationRole: OrganizationRole = "no-access"): string {
  const memberships: Record<string, ProjectRole> = {};
  if (projectRole !== undefined) {
    memberships["payments"] = projectRole;
  }
  return simulator.issueToken(simulator.store.addIdentity({ name: "caller", organizationRole }, memberships));
}

const told = ({ status, body }: Answer): unknown[] => [status, body["error"], body["message"]];
const create = (token: string): Promise<Answer> =>
  call(
    simulator,
    "POST",
    `${privilegePath}/permanent`,
    { identityId: target, projectSlug: "payments", slug: "new", privilegePermission: readDev },
    { token },
  );

test.each<[ProjectRole | undefined, OrganizationRole, unknown[]]>([
  ["admin", "no-access", [200]],
  ["member", "no-access", [200]],
  ["viewer", "admin", [401, "PermissionDenied", "You are not allowed to edit on identity"]],
  ["no-access", "no-access", [401, "PermissionDenied", "You are not allowed to edit on identity"]],
  [undefined, "admin", [403, "Identity not in project", "You are not allowed to access this resource"]],
])(
  "%s in the project and %s in the organization: privileges (p20)",
  async (project, organization, answer) => {
    const token = as(project, organization);
    expect(told(await create(token)).filter(Boolean)).toEqual(answer);
    const list = await call(simulator, "GET", listPath(target, "payments"), undefined, { token });
    expect(told(list).filter(Boolean)).toEqual(answer);
  },
);

test("a member cannot manage an identity of role admin (p20:3)", async () => {
  simulator.store.setProjectRole(target, "payments", "admin");
  expect(told(await create(as("member")))).toEqual([
    500,
    "Internal Server Error",
    "Failed to update more privileged identity",
  ]);
});

test("a member of the organization manages universal auth, but does not delete an admin's (p20:8-12)", async () => {
  const token = as(undefined, "member");
  const path = `${universalAuthPath}/${target}`;
  const send = (method: string, body?: object): Promise<Answer> =>
    call(simulator, method, path, body, { token });
  expect((await send("POST", {})).status).toBe(200);
  simulator.store.setOrganizationRole(target, "admin");
  expect((await send("PATCH", { accessTokenTTL: 60 })).status).toBe(200);
  expect((await send("DELETE")).status).toBe(500);
  simulator.store.setOrganizationRole(target, "no-access");
  expect((await send("DELETE")).status).toBe(200);
});

test("a removed membership takes its privileges, not the universal auth (p19:5-12)", async () => {
  const token = simulator.issueToken();
  await create(token);
  simulator.store.attachUniversalAuth(target);
  simulator.store.removeMembership(target, "payments");
  expect(told(await create(token))).toEqual([400, "BadRequest", `Failed to find identity with id ${target}`]);
  expect((await call(simulator, "GET", `${universalAuthPath}/${target}`)).status).toBe(200);
  simulator.store.addMembership(target, "payments", "viewer");
  expect((await call(simulator, "GET", listPath(target, "payments"))).body).toEqual({ privileges: [] });
});

test("a deleted identity is not found, a deleted project is 500 (p19:15-25)", async () => {
  const token = simulator.issueToken();
  simulator.store.deleteIdentity(target);
  expect(told(await create(token))).toEqual([400, "BadRequest", `Failed to find identity with id ${target}`]);
  expect(told(await call(simulator, "GET", `${universalAuthPath}/${target}`))).toEqual([
    400,
    "BadRequest",
    "Failed to find identity",
  ]);
  simulator.store.deleteProject("payments");
  expect(told(await create(token))).toEqual([500, "Find project by slug", "Something went wrong"]);
});

test("the operator loses a project as a request to the server", async () => {
  const { operator, projects } = simulator.world;
  const [project] = projects;
  const url = `/api/v2/workspace/${project?.id ?? ""}/identity-memberships/${operator.identityId}`;
  expect((await call(simulator, "DELETE", url)).status).toBe(200);
  expect(told(await create(simulator.issueToken()))).toEqual([
    403,
    "Identity not in project",
    "You are not allowed to access this resource",
  ]);
});

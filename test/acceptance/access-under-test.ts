import type { LoggedRequest } from "../../src/simulator/http/request-log";
import type { SimulatorOptions } from "../../src/simulator/start-simulator";
import type { PrivilegeRow, UniversalAuthRow } from "../../src/simulator/state/rows";
import { changedAttributes, type TerraformPlan } from "../support/terraform-plan";
import type { TerraformDiagnostic } from "../support/terraform-diagnostic";
import { ProviderUnderTest } from "./provider-under-test";

export const PRIVILEGE = "infisicalaccess_identity_privilege.deploy";
export const UNIVERSAL_AUTH = "infisicalaccess_universal_auth_config.deploy";

export const READ = {
  actions: ["read"],
  subject: "secrets",
  conditions: '{"environment":"prod","secretPath":{"$glob":"/app/**"}}',
};

/** What a plan does, by address: "create", "delete", … or for an update the attributes that it changes. Nothing for what stays. */
export type PlannedActions = Readonly<Record<string, string | readonly string[]>>;

/** One identity in one project, on which a privilege or a universal auth named "deploy" is tried. */
export class AccessUnderTest {
  readonly identityId: string;
  readonly projectSlug = "payments";

  private constructor(readonly test: ProviderUnderTest) {
    this.identityId = this.identity(0);
  }

  static async start(
    options: SimulatorOptions & { readonly launched?: boolean } = {},
  ): Promise<AccessUnderTest> {
    const { launched = false, ...simulator } = options;
    return new AccessUnderTest(
      await (launched ? ProviderUnderTest.startLaunched(simulator) : ProviderUnderTest.start(simulator)),
    );
  }

  /** Another stack on the same server. */
  static async startBeside({ test }: AccessUnderTest): Promise<AccessUnderTest> {
    return new AccessUnderTest(await ProviderUnderTest.startBeside(test));
  }

  get simulator() {
    return this.test.simulator;
  }

  get workspace() {
    return this.test.workspace;
  }

  get store() {
    return this.test.simulator.store;
  }

  /** The identity of the simulator's world with that number. */
  identity(number: number): string {
    const target = this.simulator.world.targets[number];
    if (!target) throw new Error(`the world has no target ${number}`);
    return target.identityId;
  }

  /** The attributes of a privilege that reads secrets, with others in their place or beside them. */
  privilege(attributes: object = {}): object {
    return {
      identity_id: this.identityId,
      project_slug: this.projectSlug,
      slug: "deploy-read",
      permissions: [READ],
      ...attributes,
    };
  }

  /** Declares the privilege alone. `more` goes beside the resources: outputs, moved blocks. */
  declarePrivilege(attributes: object = {}, more: object = {}): Promise<void> {
    return this.test.write(
      { infisicalaccess_identity_privilege: { deploy: this.privilege(attributes) } },
      more,
    );
  }

  /** Declares the universal auth alone. */
  declareUniversalAuth(attributes: object = {}, more: object = {}): Promise<void> {
    return this.test.write(
      { infisicalaccess_universal_auth_config: { deploy: { identity_id: this.identityId, ...attributes } } },
      more,
    );
  }

  declareNothing(): Promise<void> {
    return this.test.write({});
  }

  /** What is on the server for the identity in the project. */
  rows(): PrivilegeRow[] {
    return this.store.privileges(this.identityId, this.projectSlug);
  }

  /** The only privilege of the identity in the project. */
  row(): PrivilegeRow {
    const [row, ...others] = this.rows();
    if (!row || others.length > 0) throw new Error(`the server holds ${others.length + (row ? 1 : 0)} rows`);
    return row;
  }

  /** When its window starts and ends, in milliseconds since 1970; 0 for a permanent one. */
  window(): { start: number; end: number } {
    const { temporaryAccessStartTime: start, temporaryAccessEndTime: end } = this.row();
    return { start: start ?? 0, end: end ?? 0 };
  }

  universalAuth(): UniversalAuthRow {
    const row = this.store.universalAuth(this.identityId);
    if (!row) throw new Error("no universal auth is attached");
    return row;
  }

  async stateOf(address: string): Promise<Record<string, unknown> | undefined> {
    return (await this.workspace.state())[address];
  }

  async planned(...parameters: string[]): Promise<PlannedActions> {
    return actionsOf(await this.workspace.plan(...parameters));
  }

  /** The errors and warnings of a plan or apply, as "Summary: detail". */
  async complaints(
    command: "plan" | "apply" | "destroy",
    ...parameters: string[]
  ): Promise<{ errors: string[]; warnings: string[] }> {
    const approval = command === "plan" ? [] : ["-auto-approve"];
    const { diagnostics } = await this.workspace.diagnose(command, ...approval, ...parameters);
    const texts = (wanted: TerraformDiagnostic["severity"]) => [
      ...new Set(
        diagnostics
          .filter(({ severity }) => severity === wanted)
          .map(({ summary, detail }) => `${summary}: ${detail}`),
      ),
    ];
    return { errors: texts("error"), warnings: texts("warning") };
  }

  /** The requests other than reads and logins that were answered while a function ran. */
  async writesDuring(run: () => Promise<unknown>): Promise<LoggedRequest[]> {
    const { requests } = await this.simulator.requestsDuring(run);
    return requests.filter(({ method, route }) => method !== "GET" && !route.endsWith("/login"));
  }

  close(): Promise<void> {
    return this.test.close();
  }
}

export function actionsOf({ json }: TerraformPlan): PlannedActions {
  const changes = (json.resource_changes ?? []).filter(({ change }) => change.actions[0] !== "no-op");
  return Object.fromEntries(
    changes.map((change) => {
      const actions = change.change.actions.join(" and ");
      return [change.address, actions === "update" ? changedAttributes(change) : actions];
    }),
  );
}

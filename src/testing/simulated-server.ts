import { type Simulator, startSimulator } from "../simulator/start-simulator";

export interface SimulatedServerOptions {
  /** Generation of the server: "2024-07" or "2026-08". Default: "2024-07". */
  readonly release?: "2024-07" | "2026-08";
  /** Identities that exist beside the operator. Default: the workloads of a small company. */
  readonly identities?: readonly SimulatedIdentity[];
  /** Slugs of the projects. Default: "payments" and "storefront". */
  readonly projects?: readonly string[];
  /** Whether the server's plan permits lists of trusted IPs. Default: true. */
  readonly ipAllowlisting?: boolean;
}

/** A machine identity. It is a member of every project. */
export interface SimulatedIdentity {
  /** UUID, lower case. */
  readonly identityId: string;
  readonly name: string;
}

/** A rule as the server stores it. */
export interface SimulatedRule {
  readonly action: string | string[];
  readonly subject: string | string[];
  readonly conditions?: Record<string, unknown>;
  readonly inverted?: boolean;
}

/** An additional privilege as the server stores it. Times are milliseconds since the epoch, null when it is permanent. */
export interface SimulatedPrivilege {
  readonly id: string;
  readonly slug: string;
  readonly permissions: readonly SimulatedRule[];
  readonly isTemporary: boolean;
  readonly temporaryRange: string | null;
  readonly temporaryAccessStartTime: number | null;
  readonly temporaryAccessEndTime: number | null;
}

/** A network; a single address has no prefix. */
export interface SimulatedTrustedIp {
  readonly type: "ipv4" | "ipv6";
  readonly ipAddress: string;
  readonly prefix?: number;
}

/** A universal auth as the server stores it. Times to live are seconds. */
export interface SimulatedUniversalAuth {
  readonly id: string;
  readonly clientId: string;
  readonly accessTokenTTL: number;
  readonly accessTokenMaxTTL: number;
  readonly accessTokenNumUsesLimit: number;
  readonly accessTokenTrustedIps: readonly SimulatedTrustedIp[];
  readonly clientSecretTrustedIps: readonly SimulatedTrustedIp[];
}

/**
 * An Infisical server in this process, on a free port of 127.0.0.1, for tests of an access stack: Terraform applies the stack to it, the test
 * looks at what is there, and changes it behind Terraform's back. It knows no rate limit.
 *
 * @example
 * const server = await SimulatedServer.start({ projects: ["payments"] });
 * await applyStack(directory, server);
 * expect(server.privileges(server.identities[0].identityId, "payments")).toHaveLength(2);
 * await server.close();
 */
export class SimulatedServer {
  private constructor(private readonly simulator: Simulator) {}

  /** @throws when an identity's id is no UUID in lower case */
  static async start(options: SimulatedServerOptions = {}): Promise<SimulatedServer> {
    const { release, ipAllowlisting = true, identities, projects } = options;
    return new SimulatedServer(
      await startSimulator({
        ...(release !== undefined && { release }),
        ...((identities ?? projects) !== undefined && { world: world(identities, projects) }),
        ipAllowlisting,
        rateLimit: false,
      }),
    );
  }

  /** Such as `http://127.0.0.1:40123`. */
  get url(): string {
    return this.simulator.url;
  }

  /** What leads the provider to this server: its URL, and client id and client secret of the operator. */
  get environment(): Readonly<Record<string, string>> {
    const { clientId, clientSecret } = this.simulator.world.operator;
    return {
      INFISICAL_HOST: this.url,
      INFISICAL_UNIVERSAL_AUTH_CLIENT_ID: clientId,
      INFISICAL_UNIVERSAL_AUTH_CLIENT_SECRET: clientSecret,
    };
  }

  get identities(): readonly SimulatedIdentity[] {
    return this.simulator.world.targets.map(({ identityId, name }) => ({ identityId, name }));
  }

  /** All privileges of an identity in a project. @throws when it is no member of the project */
  privileges(identityId: string, projectSlug: string): SimulatedPrivilege[] {
    return this.simulator.store.privileges(identityId, projectSlug);
  }

  /** Undefined when none is attached. */
  universalAuth(identityId: string): SimulatedUniversalAuth | undefined {
    return this.simulator.store.universalAuth(identityId);
  }

  /** Adds a permanent privilege behind Terraform's back. */
  addPrivilege(
    identityId: string,
    projectSlug: string,
    slug: string,
    permissions: SimulatedRule[],
  ): SimulatedPrivilege {
    return this.simulator.store.addPrivilege(identityId, projectSlug, { slug, permissions });
  }

  /** Changes a privilege behind Terraform's back. */
  editPrivilege(id: string, changes: { slug?: string; permissions?: SimulatedRule[] }): void {
    this.simulator.store.editPrivilege(id, changes);
  }

  /** Removes a privilege behind Terraform's back. */
  deletePrivilege(id: string): void {
    this.simulator.store.deletePrivilege(id);
  }

  /** Changes a universal auth behind Terraform's back. */
  editUniversalAuth(
    identityId: string,
    changes: { accessTokenTTL?: number; accessTokenMaxTTL?: number; accessTokenNumUsesLimit?: number },
  ): void {
    this.simulator.store.editUniversalAuth(identityId, changes);
  }

  /** Attaches a universal auth behind Terraform's back, with the server's defaults. */
  attachUniversalAuth(identityId: string): SimulatedUniversalAuth {
    return this.simulator.store.attachUniversalAuth(identityId);
  }

  close(): Promise<void> {
    return this.simulator.close();
  }
}

const OPERATOR = "6f1f2c1a-8a0e-4d6b-9a55-0c2b7f4e3d11";
const DEFAULT_IDENTITIES: readonly SimulatedIdentity[] = [
  { identityId: "11c6f0de-5b7a-4c93-a2d8-e09f14b37a60", name: "checkout-api" },
  { identityId: "22d7a1ef-6c8b-4da4-b3e9-f1a025c48b71", name: "ledger-worker" },
];

function world(identities = DEFAULT_IDENTITIES, projects: readonly string[] = ["payments", "storefront"]) {
  return {
    organizationId: "0b7d8c9e-4a51-4f0e-9c37-5d2f6a1e8b40",
    operator: { identityId: OPERATOR, clientId: OPERATOR, clientSecret: "simulated-operator-secret" },
    projects: projects.map((slug, index) => ({
      id: `a4c1e7d2-3b58-4f96-8e0a-${String(index).padStart(12, "0")}`,
      slug,
    })),
    targets: identities.map(({ identityId, name }) => ({ identityId, name })),
  };
}

import { type TerraformProvider, Token } from "cdktf";
import { Construct } from "constructs";
import { AccessGate } from "./access-gate";
import { IdentityPrivilege } from "./identity-privilege";
import type { IdentityPrivilegeTemporary } from "./identity-privilege-temporary";
import { misspelledSettings, type SettingNames } from "./misspelled-settings";
import { reportProblems } from "./problem-messages";
import { UniversalAuthConfig } from "./universal-auth-config";
import type { UniversalAuthConfigConfig } from "./universal-auth-config-config";

/** What an identity may do with the secrets of one environment of a project. */
export interface MachineIdentityGrant {
  /** Slug (not the id) of the project. */
  readonly projectSlug: string;
  /** Slug of the environment, such as "prod". */
  readonly environment: string;
  /** Such as "read" and "edit". */
  readonly actions: string[];
  /**
   * Glob of the folders: `/app` is that folder alone, `/app/**` is it and everything below. Must not be undefined when it is there.
   *
   * @default every folder of the environment
   */
  readonly secretPath?: string;
  /**
   * The window in which the grant is in force.
   *
   * @default it is permanent
   */
  readonly temporary?: IdentityPrivilegeTemporary;
  /**
   * Name of the privilege on the server.
   *
   * @default the id of the construct and the environment: "deploy-prod"
   */
  readonly slug?: string;
}

const GRANT_SETTINGS: SettingNames<MachineIdentityGrant> = {
  projectSlug: true,
  environment: true,
  actions: true,
  secretPath: true,
  temporary: true,
  slug: true,
};

/** Settings of a universal auth without the identity, which is that of the whole. */
export type MachineIdentityUniversalAuth = Omit<UniversalAuthConfigConfig, "identityId">;

export interface MachineIdentityAccessConfig {
  /** UUID of the machine identity. */
  readonly identityId: string;
  /**
   * How the identity logs in; `{}` for the defaults.
   *
   * @default universal auth is left alone
   */
  readonly universalAuth?: MachineIdentityUniversalAuth;
  /** What the identity may do, each a privilege of its own. */
  readonly grants: readonly MachineIdentityGrant[];
  /** @default the stack's provider without an alias */
  readonly provider?: TerraformProvider;
}

/**
 * All access of one machine identity: its universal auth, and a privilege on secrets for each project and environment.
 *
 * @example
 * const deploy = new MachineIdentityAccess(this, "deploy", {
 *   identityId,
 *   universalAuth: { accessTokenTtl: "1h" },
 *   grants: [
 *     { projectSlug: "payments", environment: "staging", actions: ["read", "edit"] },
 *     { projectSlug: "payments", environment: "prod", actions: ["read"], secretPath: "/app/**" },
 *   ],
 * });
 */
export class MachineIdentityAccess extends Construct {
  /** Undefined when universal auth is left alone. */
  readonly universalAuth?: UniversalAuthConfig;
  /** In the order of the grants. */
  readonly privileges: readonly IdentityPrivilege[];

  private accessGate?: AccessGate;

  /** @throws when a grant without a slug has a token for its environment, or two grants would have one name in a project */
  constructor(scope: Construct, id: string, config: MachineIdentityAccessConfig) {
    super(scope, id);
    const { identityId, provider, universalAuth, grants } = config;
    if (universalAuth !== undefined) {
      this.universalAuth = new UniversalAuthConfig(this, "universal-auth", {
        provider,
        ...universalAuth,
        identityId,
      });
    }
    this.node.addValidation({
      validate: () =>
        reportProblems(
          this,
          grants.flatMap((grant, index) => misspelledSettings(grant, GRANT_SETTINGS, `grants[${index}].`)),
        ),
    });
    this.privileges = grants.map((grant) => this.addPrivilege(identityId, grant, provider));
  }

  /**
   * Stands before the workload that needs this access, and is replaced when the access changes in meaning. It is made when it is first asked
   * for, and needs a `NullProvider` in the stack.
   */
  get gate(): AccessGate {
    this.accessGate ??= new AccessGate(this, "gate", {
      watch: this.universalAuth === undefined ? this.privileges : [this.universalAuth, ...this.privileges],
    });
    return this.accessGate;
  }

  private addPrivilege(
    identityId: string,
    grant: MachineIdentityGrant,
    provider: TerraformProvider | undefined,
  ): IdentityPrivilege {
    const { projectSlug, environment, actions, secretPath, temporary } = grant;
    const slug = grant.slug ?? this.slugFor(environment);
    const id = Token.isUnresolved(projectSlug) ? slug : `${projectSlug}-${slug}`;
    if (this.node.tryFindChild(id) !== undefined) {
      throw new Error(
        `Two grants of ${this.node.path} are named "${slug}" in project "${projectSlug}". Give one of them another slug.`,
      );
    }
    return new IdentityPrivilege(this, id, {
      provider,
      identityId,
      projectSlug,
      slug,
      permissions: [
        {
          actions,
          subject: "secrets",
          conditions: { environment, ...("secretPath" in grant && { secretPath: { $glob: secretPath } }) },
        },
      ],
      temporary,
    });
  }

  private slugFor(environment: string): string {
    if (!Token.isUnresolved(environment)) return `${this.node.id}-${environment}`;
    throw new Error(
      `A grant of ${this.node.path} has a token for its environment, and a token can't be part of a name. Give the grant a slug.`,
    );
  }
}

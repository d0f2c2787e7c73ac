import type { Rule } from "../permission/rule";
import type { OrganizationRole, ProjectRole } from "../world";

/** Times are milliseconds since the epoch. */
export interface IdentityRow {
  id: string;
  name: string;
  organizationRole: OrganizationRole;
  createdAt: number;
  updatedAt: number;
}

export interface ProjectRow {
  id: string;
  slug: string;
  name: string;
  environments: string[];
  /** 2026-08: a new project takes no additional privileges. */
  closedToPrivileges: boolean;
}

export interface MembershipRow {
  id: string;
  identityId: string;
  projectId: string;
  role: ProjectRole;
  createdAt: number;
  updatedAt: number;
}

export interface PrivilegeRow {
  id: string;
  slug: string;
  membershipId: string;
  identityId: string;
  projectId: string;
  isTemporary: boolean;
  temporaryMode: string | null;
  temporaryRange: string | null;
  temporaryAccessStartTime: number | null;
  temporaryAccessEndTime: number | null;
  permissions: Rule[];
  createdAt: number;
  updatedAt: number;
}

/** A trusted network in the form in which it is stored; a single address has no prefix (contract/api.md 3, u05:1,13). */
export interface TrustedIp {
  type: "ipv4" | "ipv6";
  prefix?: number;
  ipAddress: string;
}

export interface UniversalAuthRow {
  id: string;
  clientId: string;
  identityId: string;
  accessTokenTTL: number;
  accessTokenMaxTTL: number;
  accessTokenNumUsesLimit: number;
  clientSecretTrustedIps: TrustedIp[];
  accessTokenTrustedIps: TrustedIp[];
  createdAt: number;
  updatedAt: number;
  /** The following five exist on a 2026 server only (contract/api.md B3, documented). */
  accessTokenPeriod: number;
  lockoutEnabled: boolean;
  lockoutThreshold: number;
  lockoutDurationSeconds: number;
  lockoutCounterResetSeconds: number;
}

export interface ClientSecretRow {
  id: string;
  universalAuthId: string;
  secret: string;
  description: string;
  numUses: number;
  numUsesLimit: number;
  /** Seconds; 0 means no end. */
  ttl: number;
  isRevoked: boolean;
  createdAt: number;
  updatedAt: number;
}

/** Token auth: the other auth method, which only excludes universal auth (u08). */
export interface TokenAuthRow {
  id: string;
  identityId: string;
  accessTokenTTL: number;
  accessTokenMaxTTL: number;
  accessTokenNumUsesLimit: number;
  accessTokenTrustedIps: TrustedIp[];
  createdAt: number;
  updatedAt: number;
}

export interface AccessTokenRow {
  id: string;
  identityId: string;
  universalAuthId: string;
  /** Seconds; 0 means no limit. */
  ttl: number;
  maxTTL: number;
  numUses: number;
  numUsesLimit: number;
  createdAt: number;
}

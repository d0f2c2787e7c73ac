import type { z } from "zod/v3";
import type { WrittenRule } from "../permission/rule";

export interface PrivilegePermission {
  actions: string[];
  subject: string;
  conditions: NonNullable<WrittenRule["conditions"]>;
}

export interface PermanentBody {
  identityId: string;
  projectSlug: string;
  slug?: string | undefined;
  permissions?: WrittenRule[] | undefined;
  privilegePermission?: PrivilegePermission | undefined;
}

export interface TemporaryBody extends PermanentBody {
  temporaryMode: string;
  temporaryRange: string;
  temporaryAccessStartTime: string;
}

export interface UpdateBody {
  privilegeSlug: string;
  identityId: string;
  projectSlug: string;
  privilegeDetails: {
    slug?: string | undefined;
    permissions?: WrittenRule[] | undefined;
    privilegePermission?: PrivilegePermission | undefined;
    isTemporary?: boolean | undefined;
    temporaryMode?: string | undefined;
    temporaryRange?: string | undefined;
    temporaryAccessStartTime?: string | undefined;
  };
}

export interface UniversalAuthBody {
  clientSecretTrustedIps?: { ipAddress: string }[] | undefined;
  accessTokenTrustedIps?: { ipAddress: string }[] | undefined;
  accessTokenTTL?: number | undefined;
  accessTokenMaxTTL?: number | undefined;
  accessTokenNumUsesLimit?: number | undefined;
  accessTokenPeriod?: number | undefined;
  lockoutEnabled?: boolean | undefined;
  lockoutThreshold?: number | undefined;
  lockoutDurationSeconds?: number | undefined;
  lockoutCounterResetSeconds?: number | undefined;
}

/** A schema of which only the output matters: input is whatever a client sent. */
export type BodySchema<Output> = z.ZodType<Output, z.ZodTypeDef, unknown>;

/** The request bodies that the releases check differently. zod 3, because its issues are what the server answers. */
export interface RequestSchemas {
  readonly permanent: BodySchema<PermanentBody>;
  readonly temporary: BodySchema<TemporaryBody>;
  readonly update: BodySchema<UpdateBody>;
  readonly attachUniversalAuth: BodySchema<UniversalAuthBody>;
  readonly updateUniversalAuth: BodySchema<UniversalAuthBody>;
}

/** What stands in the pages beside the schema. Every block is validated with the provider (test/docs/docs.test.ts). */
export interface PageExtra {
  readonly example: string;
  /** Command that imports it. */
  readonly importCommand?: string;
}

const IDENTITY = "78e59e24-a17b-4a93-8700-6f60a7f332fd";

export const PROVIDER_EXAMPLE = `provider "infisicalaccess" {
  host = "https://eu.infisical.com"
  # INFISICAL_UNIVERSAL_AUTH_CLIENT_ID and INFISICAL_UNIVERSAL_AUTH_CLIENT_SECRET come from the environment.
}`;

export const EXTRAS: Readonly<Record<string, PageExtra>> = {
  "resources/infisicalaccess_identity_privilege": {
    example: `resource "infisicalaccess_identity_privilege" "deploy" {
  identity_id  = "${IDENTITY}"
  project_slug = "payments"
  slug         = "deploy-read"
  permissions = [{
    actions    = ["read"]
    subject    = "secrets"
    conditions = jsonencode({ environment = "prod", secretPath = { "$glob" = "/app/**" } })
  }]
  temporary = { range = "4h" }
}`,
    importCommand: `terraform import infisicalaccess_identity_privilege.deploy payments/${IDENTITY}/deploy-read`,
  },
  "resources/infisicalaccess_universal_auth_config": {
    example: `resource "infisicalaccess_universal_auth_config" "deploy" {
  identity_id              = "${IDENTITY}"
  access_token_ttl         = 3600
  access_token_max_ttl     = 86400
  access_token_trusted_ips = ["10.20.0.0/16"]
}`,
    importCommand: `terraform import infisicalaccess_universal_auth_config.deploy ${IDENTITY}`,
  },
  "resources/infisicalaccess_identity_privileges_exclusive": {
    example: `resource "infisicalaccess_identity_privileges_exclusive" "deploy" {
  identity_id     = "${IDENTITY}"
  project_slug    = "payments"
  privilege_slugs = ["deploy-read"]
  ignore_slugs    = ["break-glass-*"]
}`,
    importCommand: `terraform import infisicalaccess_identity_privileges_exclusive.deploy payments/${IDENTITY}`,
  },
  "data-sources/infisicalaccess_identity_privileges": {
    example: `data "infisicalaccess_identity_privileges" "deploy" {
  identity_id  = "${IDENTITY}"
  project_slug = "payments"
}

output "in_force" {
  value = [for privilege in data.infisicalaccess_identity_privileges.deploy.privileges : privilege.slug if !privilege.expired]
}`,
  },
  "data-sources/infisicalaccess_universal_auth_config": {
    example: `data "infisicalaccess_universal_auth_config" "deploy" {
  identity_id = "${IDENTITY}"
}`,
  },
};

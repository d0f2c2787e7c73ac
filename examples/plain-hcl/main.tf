# Before terraform init:
#
#   npx infisical-access install > versions.tf
#
# It lays the provider into terraform.d/plugins, locks its version, and prints the block that requires exactly that version.

# Server and credentials come from INFISICAL_HOST and INFISICAL_UNIVERSAL_AUTH_CLIENT_ID and _SECRET, or INFISICAL_TOKEN.
provider "infisicalaccess" {}

variable "identity_id" {
  type        = string
  description = "UUID of the machine identity"
}

variable "project_slug" {
  type        = string
  description = "Slug of the project that the identity is a member of"
}

resource "infisicalaccess_universal_auth_config" "login" {
  identity_id          = var.identity_id
  access_token_ttl     = 3600
  access_token_max_ttl = 86400
}

resource "infisicalaccess_identity_privilege" "read_app_secrets" {
  identity_id  = var.identity_id
  project_slug = var.project_slug
  slug         = "read-app-secrets"
  permissions = [{
    actions    = ["read"]
    subject    = "secrets"
    conditions = jsonencode({ environment = "prod", secretPath = { "$glob" = "/app/**" } })
  }]
}

resource "infisicalaccess_identity_privilege" "rotate_app_secrets" {
  identity_id  = var.identity_id
  project_slug = var.project_slug
  slug         = "rotate-app-secrets"
  permissions = [{
    actions    = ["edit"]
    subject    = "secrets"
    conditions = jsonencode({ environment = "prod", secretPath = { "$glob" = "/app/rotated/**" } })
  }]
  temporary = { range = "4h" }
}

# Whatever else somebody gives the identity in this project shows in the plan, and the apply takes it away.
resource "infisicalaccess_identity_privileges_exclusive" "app" {
  identity_id  = var.identity_id
  project_slug = var.project_slug
  privilege_slugs = [
    infisicalaccess_identity_privilege.read_app_secrets.slug,
    infisicalaccess_identity_privilege.rotate_app_secrets.slug,
  ]
}

output "rotation_ends" {
  value = infisicalaccess_identity_privilege.rotate_app_secrets.access_end_time
}

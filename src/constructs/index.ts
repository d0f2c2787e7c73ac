export { AccessGate, type AccessGateConfig } from "./access-gate";
export type { ConditionOperators, ConditionsInput, ConditionValue, PrivilegeConditions } from "./conditions";
export { DataIdentityPrivileges, type DataIdentityPrivilegesConfig } from "./data-identity-privileges";
export {
  DataIdentityPrivilegesPrivilegesList,
  DataIdentityPrivilegesPrivilegesOutputReference,
  DataIdentityPrivilegesPrivilegesPermissionsList,
  DataIdentityPrivilegesPrivilegesPermissionsOutputReference,
  DataIdentityPrivilegesPrivilegesTemporaryOutputReference,
} from "./data-identity-privileges-privileges";
export { DataUniversalAuthConfig, type DataUniversalAuthConfigConfig } from "./data-universal-auth-config";
export {
  ExclusiveIdentityPrivileges,
  type ExclusiveIdentityPrivilegesConfig,
} from "./exclusive-identity-privileges";
export { IdentityPrivilege, type IdentityPrivilegeConfig } from "./identity-privilege";
export {
  type IdentityPrivilegePermissions,
  IdentityPrivilegePermissionsList,
  IdentityPrivilegePermissionsOutputReference,
} from "./identity-privilege-permissions";
export {
  type IdentityPrivilegeTemporary,
  IdentityPrivilegeTemporaryOutputReference,
} from "./identity-privilege-temporary";
export { InfisicalAccessProvider, type InfisicalAccessProviderConfig } from "./infisical-access-provider";
export {
  MachineIdentityAccess,
  type MachineIdentityAccessConfig,
  type MachineIdentityGrant,
  type MachineIdentityUniversalAuth,
} from "./machine-identity-access";
export { NullProvider, type NullProviderConfig } from "./null-resource";
export type { Seconds } from "./seconds";
export { UniversalAuthConfig } from "./universal-auth-config";
export type { UniversalAuthConfigConfig } from "./universal-auth-config-config";

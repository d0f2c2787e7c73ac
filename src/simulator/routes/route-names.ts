const privilege = "/api/v1/additional-privilege/identity";
const universalAuth = "/api/v1/auth/universal-auth/identities/:identityId";

/** The product's own routes as the request log and the fault plan name them. */
export const routes = {
  login: "POST /api/v1/auth/universal-auth/login",
  createPermanent: `POST ${privilege}/permanent`,
  createTemporary: `POST ${privilege}/temporary`,
  updatePrivilege: `PATCH ${privilege}`,
  deletePrivilege: `DELETE ${privilege}`,
  getPrivilege: `GET ${privilege}/:privilegeSlug`,
  listPrivileges: `GET ${privilege}`,
  attachUniversalAuth: `POST ${universalAuth}`,
  getUniversalAuth: `GET ${universalAuth}`,
  updateUniversalAuth: `PATCH ${universalAuth}`,
  detachUniversalAuth: `DELETE ${universalAuth}`,
} as const;

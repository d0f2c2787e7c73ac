import { attributeOfIssue } from "../../src/infisical/attribute-of-issue";

test.each<[(string | number)[], (string | number)[] | undefined]>([
  [["slug"], ["slug"]],
  [["privilegeSlug"], ["slug"]],
  [["privilegeDetails", "slug"], ["slug"]],
  [["identityId"], ["identity_id"]],
  [["projectSlug"], ["project_slug"]],
  [["temporaryRange"], ["temporary", "range"]],
  [
    ["privilegeDetails", "temporaryAccessStartTime"],
    ["temporary", "start_time"],
  ],
  [["privilegeDetails", "temporaryMode"], ["temporary"]],
  [["privilegePermission"], ["permissions", 0]],
  [
    ["privilegePermission", "actions", 1],
    ["permissions", 0, "actions"],
  ],
  [
    ["privilegePermission", "subject"],
    ["permissions", 0, "subject"],
  ],
  [
    ["privilegePermission", "conditions", "secretPath", "$glob"],
    ["permissions", 0, "conditions"],
  ],
  [["privilegeDetails", "permissions", 3, "subject"], ["permissions"]],
  [["accessTokenTTL"], ["access_token_ttl"]],
  [["accessTokenMaxTTL"], ["access_token_max_ttl"]],
  [["accessTokenTrustedIps", 0, "ipAddress"], ["access_token_trusted_ips"]],
  [["clientSecretTrustedIps"], ["client_secret_trusted_ips"]],
  [["lockoutThreshold"], ["lockout_threshold"]],
  [["clientSecret"], ["client_secret"]],
  [[], undefined],
  [["privilegeDetails"], undefined],
  [["constructor"], undefined],
  [[0], undefined],
])("%j is about %j", (path, attribute) => {
  expect(attributeOfIssue(path)).toEqual(attribute);
});

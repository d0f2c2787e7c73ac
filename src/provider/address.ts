/**
 * The provider's source address. It is written into users' state and lock files, so it never changes. `.invalid` can never be registered
 * (RFC 2606): a missing local copy cannot be replaced by a stranger's.
 */
export const PROVIDER_ADDRESS = "npm.invalid/cdktf-infisical-access/infisicalaccess";

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text can be the id of an identity: a UUID, in either case (contract/api.md 2, p07). */
export function isIdentityId(text: string): boolean {
  return uuidPattern.test(text);
}

/** Whether two ids name one identity: the server answers in lower case whatever was sent (contract/api.md 3, u01:28). */
export function sameIdentityId(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** Longest slug of a privilege, in characters (contract/api.md 2, p06). */
export const LONGEST_SLUG = 60;

const slugPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * Why the server would refuse or change a privilege's slug, as the end of a sentence that begins with the attribute; undefined for a valid one.
 * Padding is trimmed, upper case is lowered and a blank slug replaced by the server without a word (contract/api.md 2 and B2), so none of these pass.
 */
export function slugProblem(slug: string): string | undefined {
  if (slug.trim() === "")
    return "must not be blank: the server would choose another slug, or store one that no request can address";
  if (slug.length > LONGEST_SLUG)
    return `must have at most ${LONGEST_SLUG} characters, but it has ${slug.length}`;
  if (!slugPattern.test(slug)) {
    return "must consist of the lower-case letters a-z, digits and single hyphens between them";
  }
  return undefined;
}

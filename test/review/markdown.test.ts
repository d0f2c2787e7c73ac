import { formatMarkdown } from "../../src/review/format/markdown";
import { reviewPlans } from "../../src/review/review-plans";
import { IDENTITY, planOf, privilege } from "./fixtures/plan-json";

const OTHER = "22d7a1ef-6c8b-4da4-b3e9-f1a025c48b71";
/** GitHub refuses a comment that is longer. */
const LONGEST = 65_536;

function commentOn(paths: readonly string[], identities: readonly string[] = [IDENTITY]): string {
  const plan = planOf(
    paths.flatMap((glob, index) =>
      identities.map((identity) => ({
        name: `p${index}-${identity}`,
        after: privilege(["edit"], { secretPath: { $glob: glob } }, { identity_id: identity }),
      })),
    ),
  );
  const names = new Map(identities.map((identity) => [identity, "deploy-bot"]));
  return formatMarkdown(reviewPlans([plan], { names }), []);
}

/** What is read without unfolding anything. */
function unfolded(comment: string): string {
  return comment.replace(/<details>[^]*?<\/details>/g, "");
}

describe("a review as a comment on a pull request", () => {
  test("tells two identities of one name apart by their ids, without unfolding anything", () => {
    const items = unfolded(commentOn(["/a"], [IDENTITY, OTHER])).match(/^- .*$/gm);
    expect(items).toEqual(
      [IDENTITY, OTHER].map(
        (id) =>
          `- **\`deploy-bot\`** \`${id}\` in project \`payments\` gains **edit** on \`secrets\` under \`/a\` **permanently**`,
      ),
    );
  });

  test("names ten findings and counts the others, which are folded", () => {
    const comment = commentOn(Array.from({ length: 14 }, (_, index) => `/path-${index}`));
    expect(unfolded(comment).match(/^- /gm)).toHaveLength(10);
    expect(unfolded(comment)).toContain("… and 4 more below.");
    expect(comment).toContain("<summary>All changes of access (14)</summary>");
    expect(comment).toContain("/path-13");
  });

  test("fits into a comment however much there is to say, says how much is missing, and keeps its scope", () => {
    const comment = commentOn(Array.from({ length: 1_500 }, (_, index) => `/path-${index}`));
    expect(comment.length).toBeLessThan(LONGEST);
    expect(comment).toMatch(/… \d+ lines more do not fit into a comment\./);
    expect(comment).toContain("<sub>Scope: additional privileges and universal auth");
  });

  test("is not emptied by a path that is longer than a comment", () => {
    const comment = commentOn([`/${"x".repeat(LONGEST)}`, "/short"]);
    expect(comment.length).toBeLessThan(LONGEST);
    expect(unfolded(comment)).toMatch(
      new RegExp(`^- \`${IDENTITY}\` gained: \\d+ characters, which do not fit into a comment$`, "m"),
    );
    expect(unfolded(comment)).toContain("under `/short`");
  });
});

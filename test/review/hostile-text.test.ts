import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { formatReview, FORMATS } from "../../src/review/format/format-review";
import { columns } from "../../src/review/format/wrap";
import { reviewPlans } from "../../src/review/review-plans";
import { IDENTITY, planOf, privilege } from "./fixtures/plan-json";

/** What means something to a terminal, to Markdown, to HTML, or to the platforms that show them. */
const fragment = fc.constantFrom(
  "\u001b[2J",
  "\u001b]8;;http://x\u0007",
  "\u202e",
  "\u2066",
  "\u0000",
  "\r",
  "\n",
  "\u2028",
  "\u200b",
  "\ufeff",
  "\ud800",
  "`",
  "``",
  "```",
  "*",
  "**",
  "_",
  "~~",
  "[x](http://x)",
  "![x](http://x)",
  "<!--",
  "-->",
  "<img src=x onerror=alert(1)>",
  "<script>",
  "</script>",
  "</td>",
  "</code>",
  '"',
  "'",
  "&lt;",
  "&",
  "@team",
  "#12",
  "http://evil.example",
  "www.evil.example",
  "|",
  "\\",
  "- ",
  "# ",
  "> ",
  "1. ",
  "a",
  "prod",
  " ",
  "漢字",
  "👩‍💻",
  "é",
);
const text = fc.oneof(
  fc.array(fragment, { minLength: 1, maxLength: 6 }).map((parts) => parts.join("")),
  fc.string({ unit: "binary", minLength: 1 }),
);

const review = fc
  .record({
    environment: text,
    glob: text,
    name: text,
    slug: text,
    subject: text,
    action: text,
    address: text,
  })
  .map((texts) => {
    const conditions = { environment: texts.environment, secretPath: { $glob: `/${texts.glob}` } };
    const values = privilege([texts.action], conditions, { slug: texts.slug, project_slug: texts.slug });
    const permissions = [
      {
        actions: [texts.action, "read"],
        subject: texts.subject,
        conditions: JSON.stringify({ [texts.slug]: texts.glob }),
        inverted: null,
      },
    ];
    const plan = planOf(
      [
        { name: `a["${texts.address}"]`, after: values },
        {
          name: "b",
          recorded: values,
          before: privilege(["read"], null, { permissions, project_slug: texts.slug }),
          after: null,
        },
        { name: texts.address, type: "infisical_project_role", providerName: texts.name, after: {} },
      ],
      { source: texts.address },
    );
    return { texts, review: reviewPlans([plan], { names: new Map([[IDENTITY, texts.name]]) }) };
  });

const markdown = new MarkdownIt({ html: true, linkify: true });
// Platforms make links of what begins with a scheme or with "www.", not of every name that has a dot.
markdown.linkify.set({ fuzzyLink: false });

describe("text from outside", () => {
  test.each(FORMATS)("leaves no character in %s that is invisible, or that moves or turns text", (format) => {
    fc.assert(
      fc.property(review, ({ review: reviewed }) => {
        expect(formatReview(reviewed, [], format, { color: false })).not.toMatch(
          /(?![ \n])[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/u,
        );
      }),
      { numRuns: 150 },
    );
  });

  test("never makes a line of the terminal longer than 100 columns", () => {
    fc.assert(
      fc.property(review, ({ review: reviewed }) => {
        const lines = formatReview(reviewed, [], "terminal", { color: false }).split("\n");
        expect(lines.filter((line) => columns(line) > 100)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test("never becomes Markdown: no link, no image, no element but our own", () => {
    const allowed = /^(<\/?details>|<summary>[\w ()]*<\/summary>|<\/?sub>|<!-- -->)$/;
    fc.assert(
      fc.property(review, ({ review: reviewed }) => {
        const tokens = markdown
          .parse(formatReview(reviewed, [], "markdown", { color: false }), {})
          .flatMap((token) => [token, ...(token.children ?? [])]);
        const foreign = tokens.filter(
          ({ type, content }) =>
            ["link_open", "image", "fence", "code_block", "table_open"].includes(type) ||
            (type.startsWith("html_") &&
              !content.split(/(?<=>)\s*(?=<)/).every((element) => allowed.test(element.trim()))),
        );
        expect(foreign.map(({ type, content }) => [type, content])).toEqual([]);
        const rendered = tokens.filter(({ type }) => type === "text").map(({ content }) => content);
        // A platform finds mentions in rendered text, not in code.
        expect(rendered.filter((content) => /@\w|#\d|www\.\w/i.test(content))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test("never becomes HTML: the page has the elements of its own skeleton, and no others", () => {
    const elements = new Set(
      "html head meta title style body header h1 h2 h3 h4 p strong main div label input span section ul li code table thead tbody tr th td footer script".split(
        " ",
      ),
    );
    fc.assert(
      fc.property(review, ({ review: reviewed }) => {
        const html = formatReview(reviewed, [], "html", { color: false });
        const opened = [...html.matchAll(/<([a-z][\w-]*)((?:\s[^<>]*)?)>/gi)];
        expect(opened.filter(([, name = ""]) => !elements.has(name))).toEqual([]);
        expect(
          opened.filter(([, , attributes = ""]) => /\son\w+\s*=/i.test(attributes.replace(/"[^"]*"/g, '""'))),
        ).toEqual([]);
        expect(html.match(/<script>/g)).toHaveLength(1);
        expect(html.match(/<style>/g)).toHaveLength(1);
      }),
      { numRuns: 150 },
    );
  });
});

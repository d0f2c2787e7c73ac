import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { formatHtml } from "../../src/review/format/html";
import { violations } from "../../src/review/gate";
import { reviewPlans } from "../../src/review/review-plans";
import { launchChromium } from "./chromium";
import { IDENTITY, planOf, type PlannedResource, privilege, until } from "./fixtures/plan-json";
import { temporaryFolder } from "./temporary-folder";

/** Where the documentation's pictures are written with `UPDATE_SCREENSHOTS=1`. */
const IMAGES = join(__dirname, "../../docs/images");

const WINDOW = { width: 1280, height: 860 };
const OTHER = "22d7a1ef-6c8b-4da4-b3e9-f1a025c48b71";
const below = (environment: string, glob: string) => ({ environment, secretPath: { $glob: glob } });
const resources: PlannedResource[] = [
  {
    name: "deploy",
    before: privilege(["read"], below("prod", "/payments/eu/**")),
    after: privilege(["read"], below("prod", "/payments/**")),
  },
  {
    name: "fix",
    after: privilege(["edit", "delete"], below("prod", "/payments/**"), until("2026-11-23T18:00:00Z")),
  },
  {
    name: "unchanged",
    before: privilege(["read"], { environment: "dev" }, { identity_id: OTHER }),
    after: privilege(["read"], { environment: "dev" }, { identity_id: OTHER }),
    actions: ["no-op"],
  },
  {
    name: "narrowed",
    recorded: privilege(["read"], { environment: "staging" }, { identity_id: OTHER }),
    before: privilege(["read", "edit"], { environment: "staging" }, { identity_id: OTHER }),
    after: privilege(["read"], { environment: "staging" }, { identity_id: OTHER }),
  },
  {
    name: "late",
    before: privilege(["create"], { environment: "dev" }),
    after: privilege(["create"], { environment: "dev" }),
    unknown: { permissions: [{ conditions: true }] },
  },
  {
    name: "auditor",
    type: "infisical_project_role",
    providerName: "registry.terraform.io/infisical/infisical",
    after: {},
  },
];
const hostile =
  '<img src=x onerror="window.attacked = true"></script><script>window.attacked = true</script>';

describe("the page of a review, in Chromium", () => {
  const folder = temporaryFolder();
  let browser: Browser;
  let page: Page;
  const requests: string[] = [];
  const complaints: string[] = [];

  async function open(changes: readonly PlannedResource[], name: string): Promise<void> {
    const names = new Map([
      [IDENTITY, name],
      [OTHER, "ledger-worker"],
    ]);
    const review = reviewPlans([planOf(changes, { source: "cdktf.out/stacks/payments/plan.json" })], {
      names,
    });
    const path = join(folder.path, "review.html");
    writeFileSync(
      path,
      formatHtml(review, violations(review, { failOn: new Set(["gained"]), approved: undefined })),
    );
    requests.length = complaints.length = 0;
    await page.goto(pathToFileURL(path).href);
  }

  beforeAll(async () => {
    browser = await launchChromium();
    page = await browser.newPage({ viewport: WINDOW });
    page.on("request", (request) => requests.push(request.url()));
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
  });
  afterAll(() => browser.close());

  const rows = () => page.locator("tbody tr:visible").count();
  const focused = () => page.evaluate("document.activeElement.id || document.activeElement.className");

  test("asks for nothing but itself, and nothing goes wrong in it", async () => {
    await open(resources, "deploy-bot");
    expect(requests).toEqual([page.url()]);
    expect(complaints).toEqual([]);
    expect(await page.evaluate("fetch('https://example.invalid').then(() => 'sent', () => 'refused')")).toBe(
      "refused",
    );
    expect(complaints.join()).toContain("Content Security Policy");
  });

  test("shows who may do what before and after, the changed places first of all", async () => {
    await open(resources, "deploy-bot");
    expect(await page.locator("header").innerText()).toContain(
      "Not let through: 1 finding (--fail-on gained).",
    );
    expect(await page.locator("li.grown").first().innerText()).toContain(
      "gains edit and delete on secrets in prod under /payments/**",
    );
    const all = await page.locator("tbody tr").count();
    expect(await rows()).toBeLessThan(all);
    const cells = page.locator("tr", { hasText: "in prod under /payments/**" }).locator("td.grown");
    expect(await cells.allInnerTexts()).toEqual([
      expect.stringMatching(/^in part\s+→ permanently$/),
      expect.stringMatching(/^no\s+→ until 2026-11-23 18:00 UTC$/),
      expect.stringMatching(/^no\s+→ until 2026-11-23 18:00 UTC$/),
    ]);
    expect(await page.locator("td.shrunk").allInnerTexts()).toEqual([
      expect.stringMatching(/^permanently\s+→ no$/),
    ]);
    expect(await page.locator("td.doubt").count()).toBeGreaterThan(0);
  });

  test("is filtered and read with the keyboard alone", async () => {
    await open(resources, "deploy-bot");
    await page.keyboard.press("/");
    expect(await focused()).toBe("search");
    await page.keyboard.type("LEDGER staging");
    expect(await rows()).toBe(1);
    expect(await page.locator("section.identity:visible h3").allInnerTexts()).toEqual([
      expect.stringContaining("ledger-worker"),
      expect.stringContaining("ledger-worker"),
    ]);
    expect(await page.locator("#count").innerText()).toMatch(/^1 of \d+ places shown$/);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("changed-only");
    await page.keyboard.press("Space");
    expect(await rows()).toBe(await page.locator("tbody tr").count());
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("scroll");
    const outline = await page.evaluate("getComputedStyle(document.activeElement).outlineStyle");
    expect(outline).toBe("solid");
  });

  test.each(["light", "dark"] as const)("has the contrast of WCAG AA in a %s theme", async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    await open(resources, "deploy-bot");
    const contrasts = await page.evaluate(CONTRASTS);
    expect(
      (contrasts as { text: string; contrast: number }[]).filter(({ contrast }) => contrast < 4.5),
    ).toEqual([]);
    const background = await page.evaluate("getComputedStyle(document.body).backgroundColor");
    expect(background).toBe(colorScheme === "dark" ? "rgb(13, 17, 23)" : "rgb(255, 255, 255)");
    if (process.env.UPDATE_SCREENSHOTS === "1") await takePicture(colorScheme);
  });

  /** Of a few changes, and of parts of the page: pictures in documentation are to be small. */
  async function takePicture(colorScheme: "light" | "dark"): Promise<void> {
    const pictured = ["deploy", "fix", "unchanged", "narrowed"];
    await open(
      resources.filter((resource) => pictured.includes(resource.name)),
      "deploy-bot",
    );
    mkdirSync(IMAGES, { recursive: true });
    const path = join(IMAGES, `review-${colorScheme}.png`);
    if (colorScheme === "dark") await page.locator(".scroll").screenshot({ path });
    else await page.screenshot({ path, clip: { x: 0, y: 0, width: WINDOW.width, height: 640 } });
  }

  test("tells two identities of one name apart in every row", async () => {
    await open(resources, "ledger-worker");
    await page.getByLabel("changed places only").uncheck();
    const identities = await page.locator("tbody tr th:first-child").allInnerTexts();
    expect([...new Set(identities.map((text) => text.replace(/\s+/, " ")))].sort()).toEqual([
      `ledger-worker ${IDENTITY}`,
      `ledger-worker ${OTHER}`,
    ]);
  });

  test("fits into a narrow window: only the matrix is moved sideways, by itself", async () => {
    await page.setViewportSize({ width: 360, height: 640 });
    await open(resources, "deploy-bot");
    expect(await page.evaluate("document.scrollingElement.scrollWidth")).toBe(360);
    const matrix = "document.querySelector('.scroll')";
    expect(await page.evaluate(`${matrix}.scrollWidth > ${matrix}.clientWidth`)).toBe(true);
    await page.setViewportSize(WINDOW);
  });

  test("shows no relief in what nobody manages, and no heading above nothing", async () => {
    const values = privilege(["edit"], { environment: "prod" });
    await open(
      [
        { name: "released", before: values, after: null, actions: ["forget"] },
        { name: "other", after: privilege(["read"], null, { project_slug: "storefront" }) },
      ],
      "deploy-bot",
    );
    expect(await page.locator("li.doubt").allInnerTexts()).toEqual([
      expect.stringMatching(/^no longer managed keeps what/),
    ]);
    await page.getByLabel("Filter").fill("storefront");
    expect(await page.locator("h4:visible").allInnerTexts()).toEqual(["project storefront"]);
  });

  test("needs no script to be read", async () => {
    const withoutScript = await browser.newPage({ javaScriptEnabled: false });
    await withoutScript.goto(page.url());
    expect(await withoutScript.locator("tbody tr:visible").count()).toBe(
      await page.locator("tbody tr").count(),
    );
    await withoutScript.close();
  });

  test("runs nothing that comes from outside", async () => {
    const conditions = { environment: hostile, secretPath: { $glob: `/${hostile}` } };
    await open(
      [{ name: `x["${hostile}"]`, after: privilege([hostile], conditions, { project_slug: hostile }) }],
      hostile,
    );
    expect(await page.evaluate("window.attacked")).toBeUndefined();
    expect(await page.locator("img").count()).toBe(0);
    expect(await page.locator("main").innerText()).toContain("<img src=x onerror=");
    expect(complaints).toEqual([]);
    expect(requests).toEqual([page.url()]);
  });
});

/** Runs in the page: the contrast of every text that is shown with what lies behind it (WCAG 2.2, 1.4.3). */
const CONTRASTS = `(() => {
  const channels = (color) => color.match(/[\\d.]+/g).map(Number);
  const luminance = (color) => {
    const [r, g, b] = channels(color).map((value) => { const c = value / 255; return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let e = element; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; if (channels(c)[3] !== 0) return c; }
    return "rgb(255, 255, 255)";
  };
  return [...document.querySelectorAll("body *")]
    .filter((e) => e.checkVisibility() && [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()) && !["SCRIPT", "STYLE"].includes(e.tagName))
    .map((e) => {
      const [a, b] = [luminance(getComputedStyle(e).color), luminance(behind(e))];
      return { text: e.textContent.slice(0, 40), contrast: (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) };
    });
})()`;

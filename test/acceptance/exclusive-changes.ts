import type { FaultInput } from "../../src/simulator/faults/fault";
import type { ReleaseName } from "../../src/simulator/release/release";
import { SeededRandom } from "../terraform-plugin/fuzz/random";
import { AccessUnderTest, READ } from "./access-under-test";

const PRIVILEGE = "infisicalaccess_identity_privilege";
const EXCLUSIVE = "infisicalaccess_identity_privileges_exclusive";

/** Requests among which some are slowed down, and by how much at most. */
const REQUESTS = 60;
const LONGEST_DELAY = 80;

export interface ExclusiveChangesOptions {
  readonly release: ReleaseName;
  /** Whether the list refers to the resources, or repeats their slugs. */
  readonly list: "references" | "literal slugs";
  readonly seed: number;
  /** Whether terraform starts the built provider itself. */
  readonly launched?: boolean;
}

export interface ExclusiveRound {
  /** How many applies it took beyond the first until the server was as declared. */
  readonly furtherApplies: number;
  /** Whatever should not be, a sentence each. */
  readonly problems: readonly string[];
}

/** An exclusive list of privileges of which some are added, removed, renamed and changed in one apply together with their entries, again and again. */
export class ExclusiveChanges {
  /** Name of the resource → its slug. */
  readonly #slugs = new Map<string, string>();
  #count = 0;

  private constructor(
    private readonly access: AccessUnderTest,
    private readonly options: ExclusiveChangesOptions,
    private readonly random: SeededRandom,
  ) {}

  static async start(options: ExclusiveChangesOptions): Promise<ExclusiveChanges> {
    const { release, launched = false, seed } = options;
    const access = await AccessUnderTest.start({ release, launched });
    const changes = new ExclusiveChanges(access, options, new SeededRandom(seed));
    for (let index = 0; index < 6; index++) changes.#add();
    await changes.#declare();
    await access.workspace.apply();
    return changes;
  }

  /** One change, and what became of it. */
  async round(): Promise<ExclusiveRound> {
    const { workspace, simulator } = this.access;
    const ids = new Map(this.access.rows().map(({ slug, id }) => [slug, id]));
    const kept = this.#change();
    await this.#declare();
    const problems: string[] = [];
    let furtherApplies = -1;
    do {
      simulator.setFaults(this.#delays());
      await workspace.succeed("apply", "-auto-approve", "-input=false", "-no-color", "-parallelism=10");
      furtherApplies++;
    } while (furtherApplies < 2 && !this.#isAsDeclared());
    simulator.setFaults([]);

    if (!this.#isAsDeclared())
      problems.push(`the server has ${this.#onServer().join()}, declared are ${this.#declared().join()}`);
    for (const [slug, before] of kept) {
      const id = this.access.rows().find((row) => row.slug === slug)?.id;
      if (id !== ids.get(before)) problems.push(`${slug} was removed on the way, and made again`);
    }
    const { hasChanges, text } = await workspace.plan();
    if (hasChanges) problems.push(`the next plan is not empty:\n${text}`);
    return { furtherApplies, problems };
  }

  close(): Promise<void> {
    return this.access.close();
  }

  /** @returns of the privileges that stay: slug → slug before */
  #change(): Map<string, string> {
    const names = [...this.#slugs.keys()];
    const [removed, renamed] = [
      this.random.pick(names as [string, ...string[]]),
      this.random.pick(names as [string, ...string[]]),
    ];
    const before = new Map(this.#slugs);
    this.#slugs.delete(removed);
    this.#add();
    // Servers of 2026 ignore a rename.
    if (renamed !== removed && this.options.release === "2024-07")
      this.#slugs.set(renamed, `${renamed}-renamed-${++this.#count}`);
    return new Map(
      [...this.#slugs].flatMap(([name, slug]) =>
        before.has(name) ? [[slug, before.get(name) as string]] : [],
      ),
    );
  }

  #add(): void {
    const name = `p${++this.#count}`;
    this.#slugs.set(name, name);
  }

  async #declare(): Promise<void> {
    const { identityId, projectSlug } = this.access;
    const pair = { identity_id: identityId, project_slug: projectSlug };
    const privileges = [...this.#slugs].map(([name, slug]) => [name, { ...pair, slug, permissions: [READ] }]);
    const entries =
      this.options.list === "references"
        ? [...this.#slugs.keys()].map((name) => `\${${PRIVILEGE}.${name}.slug}`)
        : this.#declared();
    await this.access.test.write({
      [PRIVILEGE]: Object.fromEntries(privileges) as object,
      [EXCLUSIVE]: { all: { ...pair, privilege_slugs: entries } },
    });
  }

  /** So that what terraform does at the same time ends in another order each time. */
  #delays(): FaultInput[] {
    return Array.from({ length: REQUESTS }, (_, index): FaultInput => {
      const when = this.random.pick(["before", "commit", "after"] as const);
      const milliseconds = this.random.below(LONGEST_DELAY);
      return { kind: "delay", nth: index + 1, when, milliseconds };
    }).filter(() => this.random.below(2) === 0);
  }

  #isAsDeclared(): boolean {
    return this.#onServer().join() === this.#declared().join();
  }

  #declared(): string[] {
    return [...this.#slugs.values()].sort();
  }

  #onServer(): string[] {
    return this.access
      .rows()
      .map(({ slug }) => slug)
      .sort();
  }
}

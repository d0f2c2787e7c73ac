import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { changedAttributes, type ResourceChange, type TerraformPlan } from "../support/terraform-plan";
import { CleanEnvironment } from "../support/clean-environment";
import { terraformBinary } from "../support/terraform";
import { TerraformWorkspace } from "../support/terraform-workspace";
import { NOTES_ADDRESS, notesProvider } from "./fixtures/notes-provider";
import { bundleProvider } from "./support/plugin-process";
import { installProvider } from "./support/provider-mirror";
import { type ServedProvider, servedProvider } from "./support/served-provider";

const noteConfiguration = (
  notes: string,
  resources: Readonly<Record<string, object>>,
  more: object = {},
): object => ({
  terraform: { required_providers: { notes: { source: NOTES_ADDRESS } } },
  provider: { notes: { directory: notes } },
  ...(Object.keys(resources).length > 0 && { resource: { notes_note: resources } }),
  ...more,
});

const contentsOf = (notes: string, id: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(notes, id), "utf8")) as Record<string, unknown>;

describe("a provider served in reattach mode", () => {
  let served: ServedProvider;
  let workspace: TerraformWorkspace;
  let notes: string;

  beforeAll(async () => {
    served = await servedProvider(notesProvider);
    workspace = await TerraformWorkspace.create({ TF_REATTACH_PROVIDERS: served.reattachProviders });
    notes = join(workspace.directory, "notes");
    await declare({});
    await workspace.succeed("init", "-no-color");
  });

  afterAll(async () => {
    await workspace.remove();
    await served.close();
  });

  const declare = (resources: Readonly<Record<string, object>>, more?: object) =>
    workspace.write(noteConfiguration(notes, resources, more));
  const onlyChange = ({ json }: TerraformPlan): ResourceChange => {
    const changes = (json.resource_changes ?? []).filter(({ change }) => change.actions[0] !== "no-op");
    expect(changes).toHaveLength(1);
    return changes[0] as ResourceChange;
  };
  const contents = (id: string) => contentsOf(notes, id);
  const full = {
    title: "plan",
    text: "Write it down",
    priority: "${9007199254740993}",
    tags: ["b", "a"],
    labels: { size: "0.1" },
    reminder: { every: "day" },
    lines: [{ text: "one" }, { text: "three" }],
  };

  test("creates, and then plans no changes", async () => {
    await declare({ note: full });
    const plan = await workspace.plan();
    expect(onlyChange(plan).change.actions).toEqual(["create"]);
    expect(plan.text).toContain("+ priority = 9007199254740993");
    await workspace.apply();
    expect(contents("plan.json").priority).toEqual({ integer: "9007199254740993" });
    expect((await workspace.state())["notes_note.note"]).toMatchObject({
      id: "plan.json",
      revision: 1,
      reminder: { every: "day", next: "tomorrow" },
      lines: [
        { text: "one", length: 3 },
        { text: "three", length: 5 },
      ],
    });
    expect((await workspace.plan()).hasChanges).toBe(false);
  });

  test("knows numbers that a double does not hold, without a difference after the apply", async () => {
    await declare({ note: { ...full, priority: "${0.1000000000000000000000001}" } });
    await workspace.apply();
    expect(contents("plan.json").priority).toEqual({ decimal: "0.1000000000000000000000001" });
    expect((await workspace.plan()).hasChanges).toBe(false);
    await declare({ note: { ...full, priority: 0.3 } });
    await workspace.apply();
    expect(contents("plan.json").priority).toBe(0.3);
    expect((await workspace.plan()).hasChanges).toBe(false);
    await declare({ note: full });
    await workspace.apply();
  });

  test("updates in place, attribute by attribute", async () => {
    await declare({ note: { ...full, lines: [{ text: "one" }, { text: "four" }] } });
    const change = onlyChange(await workspace.plan());
    expect(change.change.actions).toEqual(["update"]);
    expect(changedAttributes(change)).toEqual([
      "lines[0].length",
      "lines[1].length",
      "lines[1].text",
      "reminder.next",
      "revision",
    ]);
    await workspace.apply();
    expect((await workspace.state())["notes_note.note"]).toMatchObject({ id: "plan.json", revision: 5 });
  });

  test("plans nothing for another spelling", async () => {
    await declare({
      note: { ...full, text: "WRITE IT DOWN", tags: ["a", "b"], lines: [{ text: "one" }, { text: "four" }] },
    });
    expect((await workspace.plan()).hasChanges).toBe(false);
  });

  test("shows drift at the attribute, and corrects it", async () => {
    writeFileSync(
      join(notes, "plan.json"),
      JSON.stringify({ ...contents("plan.json"), tags: ["a", "b", "c"] }),
    );
    const plan = await workspace.plan();
    expect(changedAttributes(onlyChange(plan))).toContain("tags");
    expect(plan.text).toContain('- "c"');
    await workspace.apply();
    expect(contents("plan.json").tags).toEqual(["a", "b"]);
  });

  test("creates again what is gone", async () => {
    rmSync(join(notes, "plan.json"));
    const plan = await workspace.plan();
    expect(onlyChange(plan).change.actions).toEqual(["create"]);
    await workspace.apply();
    expect(contents("plan.json").revision).toBe(1);
  });

  test("replaces where the schema says so, deleting and creating in one process", async () => {
    await declare({ note: { ...full, title: "other" } });
    const { change } = onlyChange(await workspace.plan());
    expect(change.actions).toEqual(["delete", "create"]);
    expect(change.replace_paths).toEqual([["title"]]);
    await workspace.apply();
    expect(readdirSync(notes)).toEqual(["other.json"]);
    expect((await workspace.plan()).hasChanges).toBe(false);
  });

  test("imports by id", async () => {
    await workspace.succeed("state", "rm", "notes_note.note");
    await workspace.succeed("import", "-no-color", "notes_note.note", "other.json");
    expect((await workspace.plan()).hasChanges).toBe(false);
    const gone = await workspace.run("import", "-no-color", "notes_note.note2", "missing.json");
    expect(gone.exitCode).toBe(1);
  });

  test("writes the configuration of what is imported", async () => {
    writeFileSync(
      join(notes, "found.json"),
      JSON.stringify({ ...contents("other.json"), id: "found.json", title: "found" }),
    );
    await declare(
      { note: { ...full, title: "other" } },
      { import: [{ to: "notes_note.found", id: "found.json" }] },
    );
    await workspace.succeed("plan", "-no-color", "-generate-config-out=generated.tf");
    expect(readFileSync(join(workspace.directory, "generated.tf"), "utf8")).toMatch(/title += "found"/);
    await workspace.apply();
    rmSync(join(workspace.directory, "generated.tf"));
  });

  test("takes over the state of another provider's resource", async () => {
    const note = { ...full, title: "other" };
    await declare(
      { note },
      { resource: { notes_note: { note }, terraform_data: { old: { input: "found" } } } },
    );
    await workspace.succeed("state", "rm", "notes_note.found");
    await workspace.apply();
    await declare(
      { note, moved: { ...full, title: "found" } },
      { moved: [{ from: "terraform_data.old", to: "notes_note.moved" }] },
    );
    const plan = await workspace.plan();
    expect(plan.text).toContain("terraform_data.old has moved to notes_note.moved");
    expect(plan.text).toContain("0 to add, 0 to change, 0 to destroy");
    await workspace.apply();
    expect((await workspace.state())["notes_note.moved"]).toMatchObject({ id: "found.json" });
  });

  test("reads data sources", async () => {
    await declare(
      { note: { ...full, title: "other" }, moved: { ...full, title: "found" } },
      {
        data: { notes_titles: { all: {} } },
        output: { titles: { value: "${data.notes_titles.all.titles}" } },
      },
    );
    await workspace.apply();
    expect(JSON.parse(await workspace.succeed("output", "-json", "titles"))).toEqual(["found", "other"]);
  });

  test("points errors at the line of the configuration", async () => {
    await declare({ note: { ...full, title: "other", text: "zero \0 byte" } });
    const { exitCode, stdout, stderr } = await workspace.run("plan", "-no-color");
    expect(exitCode).toBe(1);
    expect(stdout + stderr).toMatch(
      /Binary Text[^]*on cdk\.tf\.json line \d+, in resource\.notes_note\.note:\n +\d+: +"text"/,
    );
  });

  test("refuses a destruction, then destroys", async () => {
    await declare({ note: { ...full, title: "other", pinned: true } });
    await workspace.apply();
    const refused = await workspace.run("destroy", "-auto-approve", "-no-color");
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain("other is pinned. Unpin it first.");
    await declare({ note: { ...full, title: "other" } });
    await workspace.apply();
    await workspace.destroy();
    expect(readdirSync(notes)).toEqual([]);
    expect(await workspace.state()).toEqual({});
  });
});

describe("a provider launched from a filesystem mirror", () => {
  const bundle = bundleProvider(join(__dirname, "fixtures/notes-main.ts"));
  let workspace: TerraformWorkspace;
  let notes: string;

  async function prepare(variables: Readonly<Record<string, string>> = {}): Promise<void> {
    workspace = await TerraformWorkspace.create(variables);
    notes = join(workspace.directory, "notes");
    installProvider(workspace.directory, NOTES_ADDRESS, notesProvider.version, bundle.file);
    await workspace.write(noteConfiguration(notes, {}));
    await workspace.succeed("init", "-no-color");
  }

  async function applied(
    resources: Readonly<Record<string, object>>,
    more?: object,
  ): Promise<string | undefined> {
    await workspace.write(noteConfiguration(notes, resources, more));
    return /\d+ added, \d+ changed, \d+ destroyed/.exec(await workspace.apply())?.[0];
  }

  afterEach(() => workspace.remove());
  afterAll(() => bundle.remove());

  test("lives through create, update, drift, replacement, move, import and destroy", async () => {
    await prepare();
    expect(await applied({ a: { title: "a", tags: ["x"] } })).toBe("1 added, 0 changed, 0 destroyed");
    expect(await applied({ a: { title: "a", tags: ["y"] } })).toBe("0 added, 1 changed, 0 destroyed");
    writeFileSync(join(notes, "a.json"), JSON.stringify({ ...contentsOf(notes, "a.json"), tags: ["x"] }));
    expect(await applied({ a: { title: "a", tags: ["y"] } })).toBe("0 added, 1 changed, 0 destroyed");
    expect(await applied({ a: { title: "b", tags: ["y"] } })).toBe("1 added, 0 changed, 1 destroyed");

    await workspace.succeed("state", "rm", "notes_note.a");
    await applied({}, { resource: { terraform_data: { old: { input: "b" } } } });
    const moved = { moved: [{ from: "terraform_data.old", to: "notes_note.a" }] };
    expect(await applied({ a: { title: "b", tags: ["y"] } }, moved)).toBe("0 added, 0 changed, 0 destroyed");

    await workspace.succeed("state", "rm", "notes_note.a");
    await workspace.succeed("import", "-no-color", "notes_note.a", "b.json");
    expect(await applied({})).toBe("0 added, 0 changed, 1 destroyed");
    expect(readdirSync(notes)).toEqual([]);
  }, 120_000);

  test("serves a Terraform that wants no TLS", async () => {
    await prepare({ TF_DISABLE_PLUGIN_TLS: "1" });
    expect(await applied({ a: { title: "a" } })).toBe("1 added, 0 changed, 0 destroyed");
  }, 60_000);

  test("keeps what was written when the user interrupts an apply", async () => {
    await prepare();
    await workspace.write(noteConfiguration(notes, { a: { title: "a", text: "wait for the stop" } }));
    const environment = new CleanEnvironment();
    // A process group of its own, which Ctrl-C reaches as a whole: Terraform and the provider that it started.
    const terraform = spawn(terraformBinary(), ["apply", "-auto-approve", "-no-color"], {
      cwd: workspace.directory,
      env: environment.variables,
      detached: true,
    });
    let output = "";
    terraform.stdout.on("data", (data: Buffer) => (output += data.toString()));
    const exited = new Promise((resolve) => terraform.once("close", resolve));
    while (!existsSync(join(notes, "a.json"))) await new Promise((resolve) => setTimeout(resolve, 20));
    process.kill(-(terraform.pid ?? Number.NaN), "SIGINT");
    await exited;
    environment.remove();
    expect(output).toContain("Gracefully shutting down");
    expect(output).toContain("Creation complete");
    expect((await workspace.state())["notes_note.a"]).toMatchObject({ id: "a.json", revision: 1 });
  }, 60_000);
});

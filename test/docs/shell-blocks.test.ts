import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ENVIRONMENT } from "../../src/provider/provider-settings";
import { infisicalAccess } from "../cli/command";
import { documentationPages, markdownBlocks } from "./markdown-blocks";

const REPOSITORY = join(__dirname, "../..");

interface ShellCommand {
  /** Such as `docs/adopting.md:7`. */
  readonly place: string;
  readonly words: readonly string[];
}

/** Every command of every block in `sh`, without comments and redirections. */
const commands: readonly ShellCommand[] = [
  "README.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
  ...documentationPages(),
]
  .flatMap(markdownBlocks)
  .filter(({ language }) => language === "sh")
  .flatMap(({ place, code }) =>
    code
      .replace(/\\\n/g, " ")
      .split(/\n|&&/)
      .map((line) => line.replace(/(^|\s)#.*$/, "").replace(/ > \S+/, ""))
      .filter((line) => line.trim() !== "")
      .map((line) => ({ place, words: line.trim().split(/\s+/) })),
  );

const beginningWith = (...start: string[]) =>
  commands.filter(({ words }) => start.every((word, index) => words[index] === word));

const { scripts } = JSON.parse(readFileSync(join(REPOSITORY, "package.json"), "utf8")) as {
  scripts: Record<string, string>;
};

test("every shell command in README and docs/ is one of those that are checked here", () => {
  const known = [
    ["export"],
    ["npm"],
    ["npx", "infisical-access"],
    ["npx", "cdktf"],
    ["npx", "jest"],
    ["terraform"],
    ["node"],
    [".ci/run"],
  ].flatMap((start) => beginningWith(...start));
  expect(commands.filter((command) => !known.includes(command))).toEqual([]);
});

test("every npm script that they run exists", () => {
  const names = beginningWith("npm", "run").map(({ words }) => words[2] ?? "");
  expect(names.filter((name) => !(name in scripts))).toEqual([]);
  const builtIn = beginningWith("npm").map(({ words }) => words[1] ?? "");
  expect(new Set(builtIn.sort())).toEqual(new Set(["ci", "install", "run", "test"]));
});

test("every option of infisical-access that they give is one that the command knows", async () => {
  const used = beginningWith("npx", "infisical-access").map(({ place, words }) => ({
    place,
    name: words[2] ?? "",
    options: words.filter((word) => word.startsWith("--")),
  }));
  expect(used.length).toBeGreaterThan(4);
  const names = [...new Set(used.map(({ name }) => name))];
  const help = new Map(
    await Promise.all(
      names.map(async (name) => {
        const { exitCode, stdout } = await infisicalAccess([name, "--help"], process.env);
        return [name, { exitCode, stdout }] as const;
      }),
    ),
  );
  expect(names.filter((name) => help.get(name)?.exitCode !== 0)).toEqual([]);
  const unknown = used.flatMap(({ place, name, options }) =>
    options
      .filter((option) => help.get(name)?.stdout.includes(`${option} `) !== true)
      .map((option) => `${place}: ${name} ${option}`),
  );
  expect(unknown).toEqual([]);
});

test("every variable that they export is one that the provider, Terraform or cdktf reads", () => {
  const names = beginningWith("export").map(({ words }) => words[1]?.split("=")[0] ?? "");
  const known = [...Object.values(ENVIRONMENT), "CDKTF_SKIP_PROVIDER_LOCK"];
  expect(names.filter((name) => !known.includes(name) && !/^TF_VAR_\w+$/.test(name))).toEqual([]);
});

test("every command of Terraform and cdktf that they run is one that there is", () => {
  const terraform = beginningWith("terraform").map(({ words }) => words[1]);
  const subcommands = ["apply", "import", "init", "plan", "show", "state"];
  expect(terraform.filter((name) => !subcommands.includes(name ?? ""))).toEqual([]);
  const cdktf = beginningWith("npx", "cdktf").map(({ words }) => words[2]);
  expect(cdktf.filter((name) => !["deploy", "diff", "init", "synth"].includes(name ?? ""))).toEqual([]);
});

test("every file that node runs in them is built or in the repository", () => {
  const files = beginningWith("node").map(({ words }) =>
    words.slice(1).find((word) => /\.[ct]js$/.test(word)),
  );
  const manifest = JSON.parse(readFileSync(join(REPOSITORY, "dist/provider/manifest.json"), "utf8")) as {
    files: string[];
  };
  const built = manifest.files.map((file) => `dist/provider/${file}`);
  expect(files.filter((file) => !built.includes(file ?? ""))).toEqual([]);
});

import { spawn } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installProvider } from "../../src/installation/install-provider";
import { layProvider } from "../../src/installation/lay-provider";
import { PROVIDER_ADDRESS } from "../../src/provider/address";
import { CleanEnvironment } from "../support/clean-environment";
import { providerPackage } from "../support/provider-package";
import { terraform } from "../support/terraform";

const environment = new CleanEnvironment();
afterAll(() => environment.remove());

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), "infisical-access-stack-"))));
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const lockFile = () => readFileSync(join(directory, ".terraform.lock.hcl"), "utf8");
const versions = () => join(directory, "terraform.d/plugins", PROVIDER_ADDRESS);

function writeConfiguration(version: string, others: object = {}): void {
  writeFileSync(
    join(directory, "main.tf.json"),
    JSON.stringify({
      terraform: {
        required_providers: { infisicalaccess: { source: PROVIDER_ADDRESS, version }, ...others },
      },
    }),
  );
}

/** Path, mode and time of every file below the directory. */
function inventory(): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true }).map((entry) => {
    const path = join(entry.parentPath, entry.name);
    const { mode, mtimeMs, ino } = statSync(path);
    return `${path} ${mode.toString(8)} ${entry.isFile() ? mtimeMs : ""} ${ino}`;
  });
}

describe("installProvider", () => {
  test("is all that terraform init needs, which has nothing to add to the lock file", () => {
    installProvider(providerPackage("1.0.0"), directory);
    writeConfiguration("1.0.0");
    const written = lockFile();

    const init = terraform(directory, ["init", "-no-color"], environment);
    expect(init.output).toContain(`Installed ${PROVIDER_ADDRESS} v1.0.0`);
    expect(init.status).toBe(0);
    expect(lockFile()).toBe(written);
  });

  test("writes the entry that Terraform writes when it is left to itself, with the hashes of the other platforms", () => {
    const version = "0.1.0-dev.h0012ab34cd";
    installProvider(providerPackage(version), directory);
    writeConfiguration(version);
    const written = lockFile();
    expect(written.match(/"h1:.*"/g)).toHaveLength(4);
    rmSync(join(directory, ".terraform.lock.hcl"));

    expect(terraform(directory, ["init"], environment).status).toBe(0);
    const [own = "", ...others] = lockFile().match(/ +"h1:.*",\n/g) ?? [];
    expect(others).toEqual([]);
    expect(written).toContain(own);
    expect(written.replace(/( +"h1:.*",\n)+/, own)).toBe(lockFile());
  });

  test("leaves Terraform nothing to warn of when it locks another provider beside it", () => {
    installProvider(providerPackage("1.0.0"), directory);
    const acme = providerPackage("4.1.0", { address: "acme.example/acme/acme" });
    layProvider(acme, join(directory, "terraform.d/plugins"));
    writeConfiguration("1.0.0", { acme: { source: acme.address, version: acme.version } });

    const { output } = terraform(directory, ["init", "-no-color"], environment);
    const [, incomplete] =
      /Incomplete lock file information[^]*following providers:\n([^]*?)\n\n/.exec(output) ?? [];
    // The other comes from a folder without a registry's hashes, so of that one it warns rightly.
    expect(incomplete).toBe("  - acme.example/acme/acme");
  });

  test("replaces another version, after which a plain terraform init works again", () => {
    installProvider(providerPackage("1.0.0"), directory);
    writeConfiguration("1.0.0");
    expect(terraform(directory, ["init"], environment).status).toBe(0);

    installProvider(providerPackage("1.1.0"), directory);
    writeConfiguration("1.1.0");
    expect(readdirSync(versions())).toEqual(["1.1.0"]);
    const init = terraform(directory, ["init"], environment);
    expect(init.output).toContain(`${PROVIDER_ADDRESS} v1.1.0`);
    expect(init.status).toBe(0);
  });

  test("serves Linux and macOS on both processors with a launcher that can be run", () => {
    installProvider(providerPackage("1.0.0"), directory);
    const platforms = readdirSync(join(versions(), "1.0.0"));
    expect(platforms.sort()).toEqual(["darwin_amd64", "darwin_arm64", "linux_amd64", "linux_arm64"]);
    for (const platform of platforms) {
      const launcher = join(versions(), "1.0.0", platform, "terraform-provider-infisicalaccess");
      expect(statSync(launcher).mode & 0o777).toBe(0o755);
    }
  });

  test("touches no file when everything is in place", () => {
    installProvider(providerPackage("1.0.0"), directory);
    const before = inventory();
    installProvider(providerPackage("1.0.0"), directory);
    expect(inventory()).toEqual(before);
  });

  test.each<[string, (path: string) => void]>([
    ["a file with other content", (path) => writeFileSync(join(path, "provider.cjs"), "stale")],
    ["a missing file", (path) => rmSync(join(path, "provider.cjs"))],
    ["an additional file, which would change the hash", (path) => writeFileSync(join(path, "notes.txt"), "")],
    [
      "a launcher that cannot be run",
      (path) => chmodSync(join(path, "terraform-provider-infisicalaccess"), 0o644),
    ],
  ])("repairs %s", (_, damage) => {
    installProvider(providerPackage("1.0.0"), directory);
    damage(join(versions(), "1.0.0", "linux_amd64"));
    installProvider(providerPackage("1.0.0"), directory);
    writeConfiguration("1.0.0");
    expect(terraform(directory, ["init"], environment).status).toBe(0);
    expect(
      statSync(join(versions(), "1.0.0/linux_amd64/terraform-provider-infisicalaccess")).mode & 0o111,
    ).toBe(0o111);
  });

  test("leaves other providers in terraform.d and in the lock file alone", () => {
    const other = join(
      directory,
      "terraform.d/plugins/registry.terraform.io/hashicorp/null/3.2.4/linux_amd64",
    );
    mkdirSync(other, { recursive: true });
    writeFileSync(join(other, "terraform-provider-null"), "#!/bin/sh\n");
    const entry =
      'provider "registry.terraform.io/hashicorp/null" {\n version="3.2.4"\n hashes=["zh:00"]\n}\n';
    writeFileSync(join(directory, ".terraform.lock.hcl"), entry);

    installProvider(providerPackage("1.0.0"), directory);
    expect(readdirSync(other)).toEqual(["terraform-provider-null"]);
    expect(lockFile().endsWith(`\n${entry}`)).toBe(true);
  });

  test("names other required providers in the lock file where it lacks them, and lets terraform init add their hashes", () => {
    const acme = providerPackage("4.1.0", { address: "acme.example/acme/acme" });
    installProvider(providerPackage("1.0.0"), directory, [acme]);
    expect(lockFile()).toContain(
      'provider "acme.example/acme/acme" {\n  version     = "4.1.0"\n  constraints = "4.1.0"\n}\n',
    );
    layProvider(acme, join(directory, "terraform.d/plugins"));
    writeConfiguration("1.0.0", { acme: { source: acme.address, version: acme.version } });
    expect(terraform(directory, ["init"], environment).status).toBe(0);
    expect(lockFile()).toMatch(/constraints = "4\.1\.0"\n {2}hashes = \[\n {4}"h1:\S+",\n {2}\]\n/);

    const written = lockFile();
    installProvider(providerPackage("1.0.0"), directory, [{ ...acme, version: "4.2.0" }]);
    expect(lockFile()).toBe(written);
  });

  test("leaves no draft behind", () => {
    installProvider(providerPackage("1.0.0"), directory);
    expect(readdirSync(directory).sort()).toEqual([".terraform.lock.hcl", "terraform.d"]);
    expect(readdirSync(join(directory, "terraform.d"))).toEqual(["plugins"]);
  });

  test("can run in several processes at once", async () => {
    const script = `
      require("tsx/cjs");
      const { installProvider } = require("./src/installation/install-provider.ts");
      const { providerPackage } = require("./test/support/provider-package.ts");
      for (let round = 0; round < 20; round++) installProvider(providerPackage("1.0.0", { code: "round " + round }), process.argv[1]);
    `;
    const runs = [1, 2, 3].map(
      () =>
        new Promise<[number | null, string]>((resolve) => {
          const child = spawn(process.execPath, ["-e", script, directory], { cwd: join(__dirname, "../..") });
          let errors = "";
          child.stderr.on("data", (data: Buffer) => (errors += data.toString()));
          child.on("close", (code) => resolve([code, errors]));
        }),
    );
    expect(await Promise.all(runs)).toEqual([
      [0, ""],
      [0, ""],
      [0, ""],
    ]);
    expect(readdirSync(versions())).toEqual(["1.0.0"]);
    expect(readdirSync(join(directory, "terraform.d"))).toEqual(["plugins"]);
  });
});

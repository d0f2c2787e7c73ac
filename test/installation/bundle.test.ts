import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bundle } from "../../scripts/bundle";
import { thirdPartyLicenses } from "../../scripts/third-party-licenses";

const root = join(__dirname, "../..");
const main = join(root, "src/provider/plugin.ts");

test("a bundle names no folder of the machine", async () => {
  const { code } = await bundle(main, "1.2.3");
  expect(code.includes(root)).toBe(false);
});

test("a bundle knows the version that it was built with, and asks no file for it", async () => {
  const { code, inputs } = await bundle(join(root, "src/provider/version.ts"), "1.2.3-dev.h0123456789");
  expect(code).toContain('"1.2.3-dev.h0123456789"');
  expect({ code: code.includes("package.json"), inputs }).toEqual({
    code: false,
    inputs: ["src/provider/version.ts"],
  });
});

test("the bundle for the handshake holds no package, and of the provider its address alone", async () => {
  const { inputs } = await bundle(join(root, "src/provider/launch-bundle.ts"), "1.2.3");
  expect(inputs.filter((input) => !input.startsWith("src/terraform-plugin/"))).toEqual([
    "src/provider/address.ts",
    "src/provider/launch-bundle.ts",
  ]);
  expect(inputs.filter((input) => /engine|codec|generated/.test(input))).toEqual([]);
});

test("the other bundle is ASCII text, as the code cache takes it", async () => {
  const { code } = await bundle(main, "1.2.3");
  expect(Buffer.byteLength(code)).toBe(code.length);
});

test("every package in a bundle stands in the notices once, with its licence", async () => {
  const { inputs } = await bundle(main, "1.2.3");
  const notices = thirdPartyLicenses(root, inputs);
  expect(notices.match(/^@bufbuild\/protobuf 2\.\d+\.\d+ \(.*Apache-2\.0.*\)$/gm)).toHaveLength(1);
  expect(notices.match(/^axios 1\.\d+\.\d+ \(MIT\)$/gm)).toHaveLength(1);
  expect(notices).not.toContain("fastify");
});

test("every package that is installed with this one, or bundled, is justified in DESIGN.md", async () => {
  const read = (file: string) => readFileSync(join(root, file), "utf8");
  const manifest = JSON.parse(read("package.json")) as Record<
    "dependencies" | "peerDependencies" | "devDependencies",
    Record<string, string>
  >;
  const entries = ["src/provider/plugin.ts", "src/cli/main.ts", "src/testing/index.ts"];
  const bundles = await Promise.all(entries.map((entry) => bundle(join(root, entry), "1.2.3")));
  const inputs = bundles.flatMap((each) => each.inputs);
  const bundled = Object.keys(manifest.devDependencies).filter((name) =>
    inputs.some((input) => input.startsWith(`node_modules/${name}/`)),
  );
  expect(bundled).toContain("axios");
  const names = [
    ...Object.keys(manifest.dependencies),
    ...Object.keys(manifest.peerDependencies),
    ...bundled,
  ];
  const design = read("DESIGN.md");
  expect(names.filter((name) => !design.includes(`\`${name}\``))).toEqual([]);
});

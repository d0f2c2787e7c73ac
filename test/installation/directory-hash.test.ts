import { directoryHash } from "../../src/installation/directory-hash";

describe("directoryHash", () => {
  const provider = Buffer.from("console.log(1);\n");
  const launcher = Buffer.from("#!/bin/sh\nexec true\n");

  test("is what sha256sum gives for the list that sha256sum prints", () => {
    // (sha256sum provider.cjs terraform-provider-infisicalaccess) | sha256sum | cut -d' ' -f1 | xxd -r -p | base64
    expect(
      directoryHash(
        new Map([
          ["provider.cjs", provider],
          ["terraform-provider-infisicalaccess", launcher],
        ]),
      ),
    ).toBe("h1:ccfM16Y6IqCLvnudVJbl6LH/ntGlVBGwlcawS771WMc=");
  });

  test("depends on names and contents, not on their order", () => {
    const hash = directoryHash(
      new Map([
        ["a", provider],
        ["b", launcher],
      ]),
    );
    expect(
      directoryHash(
        new Map([
          ["b", launcher],
          ["a", provider],
        ]),
      ),
    ).toBe(hash);
    expect(
      directoryHash(
        new Map([
          ["a", launcher],
          ["b", provider],
        ]),
      ),
    ).not.toBe(hash);
    expect(
      directoryHash(
        new Map([
          ["a", provider],
          ["c", launcher],
        ]),
      ),
    ).not.toBe(hash);
  });
});

import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, Lazy, TerraformStack, TerraformVariable, Testing } from "cdktf";
import {
  IdentityPrivilege,
  InfisicalAccessProvider,
  type InfisicalAccessProviderConfig,
} from "../../src/constructs";
import { builtProviderVersion } from "../../src/installation/provider-package";
import { PROVIDER_ADDRESS } from "../../src/provider/address";
import { IDENTITY, type Synthesised } from "./synthesise";

type Define = (stack: TerraformStack) => void;

function synthesised(define: Define): Synthesised {
  const stack = new TerraformStack(Testing.app(), "access");
  define(stack);
  return JSON.parse(Testing.synth(stack, true)) as Synthesised;
}

function provider(config?: InfisicalAccessProviderConfig): Define {
  return (stack) => void new InfisicalAccessProvider(stack, "infisical", config);
}

describe("what the provider becomes", () => {
  test("without settings an empty block, and a requirement of exactly the built version", () => {
    const result = synthesised(provider());
    expect(result.provider.infisicalaccess).toEqual([{}]);
    expect(result.terraform.required_providers).toEqual({
      infisicalaccess: { source: PROVIDER_ADDRESS, version: builtProviderVersion() },
    });
  });

  test("everything that can be written, secrets as references", () => {
    const result = synthesised((stack) => {
      const secret = new TerraformVariable(stack, "secret", { type: "string", sensitive: true });
      provider({
        host: "https://secrets.example.com",
        clientId: "3d9a6c52-71be-4c0f-8b1d-2e5f90a7c634",
        clientSecret: secret.stringValue,
        caCertificate: "-----BEGIN CERTIFICATE-----\n${not a template}",
        requestTimeout: 20,
        maxRetries: 2,
      })(stack);
    });
    expect(result.provider.infisicalaccess).toEqual([
      {
        host: "https://secrets.example.com",
        client_id: "3d9a6c52-71be-4c0f-8b1d-2e5f90a7c634",
        client_secret: "${var.secret}",
        ca_certificate: "-----BEGIN CERTIFICATE-----\n$${not a template}",
        request_timeout: 20,
        max_retries: 2,
      },
    ]);
  });

  test("an alias is how a resource chooses among several", () => {
    const result = synthesised((stack) => {
      provider()(stack);
      const europe = new InfisicalAccessProvider(stack, "europe", {
        alias: "eu",
        host: "https://eu.infisical.com",
      });
      new IdentityPrivilege(stack, "read", {
        provider: europe,
        identityId: IDENTITY,
        projectSlug: "payments",
        permissions: [{ actions: ["read"], subject: "secrets" }],
      });
    });
    expect(result.provider.infisicalaccess).toEqual([{}, { alias: "eu", host: "https://eu.infisical.com" }]);
    expect(result.resource.infisicalaccess_identity_privilege?.read?.provider).toBe("infisicalaccess.eu");
  });
});

describe("a secret that is written out in code", () => {
  const SECRET = "st.1b2c3d.hunter2";

  test.each<[string, "token" | "clientSecret", string]>([
    ["the token", "token", "INFISICAL_TOKEN"],
    ["the client secret", "clientSecret", "INFISICAL_UNIVERSAL_AUTH_CLIENT_SECRET"],
  ])("stops the synthesis without repeating it: %s", (_, setting, variable) => {
    const message = new RegExp(
      `^Literal Secret: "${setting}" of access/infisical is a literal string.*${variable}`,
    );
    const attempts: Define[] = [
      provider({ [setting]: SECRET }),
      provider({ [setting]: `\${var.secret}${SECRET}` }),
      (stack) => (new InfisicalAccessProvider(stack, "infisical")[setting] = SECRET),
      provider({ [setting]: Lazy.stringValue({ produce: () => SECRET }) }),
    ];
    for (const attempt of attempts) {
      const failure = failureOf(() => synthesised(attempt));
      expect(failure.message).toMatch(message);
      expect(failure.message).not.toContain(SECRET);
    }
  });

  test("never reaches a file", () => {
    const outdir = mkdtempSync(join(tmpdir(), "infisical-access-app-"));
    const app = new App({ outdir });
    const stack = new TerraformStack(app, "access");
    provider({ token: Lazy.stringValue({ produce: () => SECRET }) })(stack);
    expect(() => app.synth()).toThrow("Literal Secret");
    expect(() => readFileSync(join(outdir, "stacks/access/cdk.tf.json"))).toThrow("ENOENT");
  });
});

function failureOf(action: () => unknown): Error {
  try {
    action();
  } catch (error) {
    return error as Error;
  }
  throw new Error("It did not fail.");
}

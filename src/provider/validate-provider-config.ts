import { X509Certificate } from "node:crypto";
import { parseHost } from "../infisical/parse-host";
import type { Diagnostics } from "../terraform-plugin/diagnostic";
import type { ObjectValue, Value } from "../terraform-plugin/value";

/** Judges the provider block alone; what it leaves out may come from the environment of the plan. */
export function validateProviderConfig(config: ObjectValue, diagnostics: Diagnostics): void {
  for (const name of ["host", "token", "client_id", "client_secret", "ca_certificate"]) {
    if (config[name] === "") {
      diagnostics.error({
        summary: "Empty Provider Setting",
        detail: `"${name}" is an empty string. Give it a value, or leave it out to use the environment's.`,
        attribute: [name],
      });
    }
  }
  if (typeof config.host === "string" && config.host !== "") {
    const host = parseHost(config.host);
    if ("problem" in host) {
      diagnostics.error({ summary: "Invalid Infisical Host", detail: host.problem, attribute: ["host"] });
    }
  }
  if (
    typeof config.ca_certificate === "string" &&
    config.ca_certificate !== "" &&
    !isPem(config.ca_certificate)
  ) {
    diagnostics.error({
      summary: "Invalid CA Certificate",
      detail:
        '"ca_certificate" holds no certificate in PEM form. It must be the text that begins with "-----BEGIN CERTIFICATE-----", not the path of a file: use file("ca.pem").',
      attribute: ["ca_certificate"],
    });
  }
  requireWholeNumber(config.request_timeout, "request_timeout", 1, 600, diagnostics);
  requireWholeNumber(config.max_retries, "max_retries", 0, 20, diagnostics);
}

function isPem(text: string): boolean {
  try {
    new X509Certificate(text);
    return true;
  } catch {
    return false;
  }
}

function requireWholeNumber(
  value: Value | undefined,
  name: string,
  minimum: number,
  maximum: number,
  diagnostics: Diagnostics,
): void {
  if (value === null || value === undefined || typeof value === "symbol") return;
  if (Number.isInteger(value) && Number(value) >= minimum && Number(value) <= maximum) return;
  diagnostics.error({
    summary: "Invalid Provider Setting",
    detail: `"${name}" must be a whole number from ${minimum} to ${maximum}, not ${String(value)}.`,
    attribute: [name],
  });
}

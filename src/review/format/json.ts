import type { AccessEnd } from "../../access/access-end";
import type { Grant } from "../../access/effective-access";
import { universalAuthAttributes } from "../../access/universal-auth";
import type { Finding, ResourceName } from "../finding";
import type { Violation } from "../gate";
import { plainText } from "../phrase";
import type { Review } from "../review";
import { sentenceOf } from "../sentence";
import { scopeLines, summaryLines } from "../summary";
import type { JsonAccess, JsonFinding, JsonReport, JsonUntil } from "./json-report";

/** A review as JSON text. */
export function formatJson(review: Review, found: readonly Violation[]): string {
  const report: JsonReport = {
    format_version: "1.1",
    purpose: review.purpose,
    judged_as_of: review.now.toISOString(),
    plans: review.plans.map((plan) => ({
      source: plan.source,
      terraform_version: plan.terraformVersion ?? null,
      made_at: plan.madeAt?.toISOString() ?? null,
      complete: plan.isComplete,
      own_resources: plan.ownResources,
      unknown_version: plan.signOfUnknownVersion ?? null,
    })),
    summary: summaryLines(review),
    findings: review.findings.map((finding) => jsonFinding(finding, review)),
    drift: review.drift.map((finding) => jsonFinding(finding, review)),
    not_judged: review.notJudged.map(({ resource, type, actions }) => ({
      ...jsonResource(resource),
      type,
      actions: [...actions],
    })),
    changes_without_effect: review.changesWithoutEffect,
    violations: found.map(({ finding, rule, reason }) => ({
      rule,
      sentence: sentenceOf(finding, review),
      ...(reason !== undefined && { reason }),
    })),
    failures: [...review.failures],
    scope: scopeLines(review),
  };
  return `${visible(JSON.stringify(report, null, 2))}\n`;
}

/** The same JSON without a character that a terminal or a reader could take for something else. */
function visible(json: string): string {
  return json.replace(/(?![ \n])[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/gu, (character) =>
    Array.from({ length: character.length }, (_, index) => character.charCodeAt(index))
      .map((codeUnit) => `\\u${codeUnit.toString(16).padStart(4, "0")}`)
      .join(""),
  );
}

function jsonFinding(finding: Finding, review: Review): JsonFinding {
  const { kinds, server, identity, concerns, project, predicate, grants, settings, resources } = finding;
  return {
    kinds: [...kinds],
    identity: { key: identity.key, id: identity.id, name: identity.name },
    server: server.kind === "unknown" ? { ...server, from: [...server.from] } : server,
    concerns,
    project,
    sentence: sentenceOf(finding, review),
    predicate: plainText(predicate),
    access: jsonAccess(grants),
    settings: settings.map(({ field, from, to }) => ({
      attribute: universalAuthAttributes[field],
      from: jsonSetting(from),
      ...(to !== undefined && { to: jsonSetting(to) }),
    })),
    resources: resources.map(jsonResource),
  };
}

function jsonSetting(value: Finding["settings"][number]["from"]): JsonFinding["settings"][number]["from"] {
  return Array.isArray(value)
    ? [...(value as readonly string[])]
    : (value as string | number | boolean | null);
}

/** Grants that differ in their action alone, together. */
function jsonAccess(grants: readonly Grant[]): JsonAccess[] {
  const groups = new Map<string, JsonAccess>();
  for (const { subject, action, scope, except, end, certain } of grants) {
    const access = {
      subject,
      conditions: scope.conditions,
      conditions_known: certain,
      except: except.map(({ conditions }) => conditions),
      until: jsonUntil(end),
    };
    const key = JSON.stringify(access);
    const actions = new Set(groups.get(key)?.actions ?? []).add(action);
    groups.set(key, { ...access, actions: [...actions].sort() });
  }
  return [...groups.values()];
}

function jsonUntil(end: AccessEnd): JsonUntil {
  switch (end.kind) {
    case "never":
      return { kind: "permanent" };
    case "at":
      return { kind: "at", time: new Date(end.time).toISOString() };
    case "after-apply":
      return { kind: "after_apply", milliseconds: end.milliseconds };
    case "unknown":
      return { kind: "unknown", ...(end.milliseconds !== undefined && { milliseconds: end.milliseconds }) };
  }
}

function jsonResource({ source, address, constructPath }: ResourceName) {
  return { plan: source, address, construct_path: constructPath ?? null };
}

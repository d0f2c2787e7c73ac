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
    format_version: "1.0",
    held_against: review.now.toISOString(),
    plans: review.plans.map((plan) => ({
      source: plan.source,
      terraform_version: plan.terraformVersion ?? null,
      made_at: plan.madeAt?.toISOString() ?? null,
      complete: plan.isComplete,
      own_resources: plan.ownResources,
      unknown_version: plan.signOfUnknownVersion ?? null,
    })),
    summary: summaryLines(review),
    findings: review.findings.map(jsonFinding),
    drift: review.drift.map(jsonFinding),
    not_judged: review.notJudged.map(({ resource, type, actions }) => ({
      ...jsonResource(resource),
      type,
      actions: [...actions],
    })),
    changes_without_effect: review.changesWithoutEffect,
    violations: found.map(({ finding, rule }) => ({ rule, sentence: sentenceOf(finding) })),
    scope: scopeLines(review),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function jsonFinding(finding: Finding): JsonFinding {
  const { kinds, identity, concerns, project, predicate, grants, settings, resources } = finding;
  return {
    kinds: [...kinds],
    identity: { key: identity.key, id: identity.id, name: identity.name },
    concerns,
    project,
    sentence: sentenceOf(finding),
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

/** The grants of one finding differ in their action alone, or in their source. */
function jsonAccess(grants: readonly Grant[]): JsonAccess[] {
  const [first] = grants;
  if (first === undefined) return [];
  return [
    {
      subject: first.subject,
      actions: [...new Set(grants.map(({ action }) => action))].sort(),
      conditions: first.scope.conditions,
      conditions_known: first.certain,
      except: first.except.map(({ conditions }) => conditions),
      until: jsonUntil(first.end),
    },
  ];
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

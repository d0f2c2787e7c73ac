import { readFile } from "node:fs/promises";
import type { AccessEnd } from "../access/access-end";
import { scopeOf } from "../access/access-scope";
import type { Conditions } from "../access/conditions";
import type { Grant } from "../access/effective-access";
import {
  universalAuthAttributes,
  type UniversalAuthConfig,
  universalAuthFields,
} from "../access/universal-auth";
import type { ApprovedFinding } from "./approval";
import type { SettingChange } from "./finding";
import { type JsonAccess, type JsonFinding, jsonReport, type JsonUntil } from "./format/json-report";
import { UnreadableInput } from "./unreadable-input";

/**
 * The findings in the JSON of a review that was approved.
 *
 * @throws UnreadableInput
 */
export async function readApprovedReview(path: string): Promise<ApprovedFinding[]> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    throw new UnreadableInput(path, `can't be read as an approved review: ${(error as Error).message}.`, {
      cause: error,
    });
  }
  const report = jsonReport.safeParse(json);
  if (!report.success) {
    const [issue] = report.error.issues;
    throw new UnreadableInput(
      path,
      `is not the JSON of a review that this command knows (${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}). Write one with \`infisical-access review --format json\`.`,
    );
  }
  return report.data.findings.map(findingOf);
}

function findingOf(json: JsonFinding): ApprovedFinding {
  const { kinds, server, identity, concerns, project, predicate, access, settings, resources } = json;
  return {
    kinds,
    server,
    identity,
    concerns,
    project,
    predicate: [{ text: predicate, style: "plain" }],
    grants: access.flatMap(grantsOf),
    settings: settings.flatMap((setting) => settingOf(setting) ?? []),
    resources: resources.map(({ plan, address, construct_path: path }) => ({
      source: plan,
      address,
      constructPath: path ?? undefined,
    })),
  };
}

function grantsOf({
  subject,
  actions,
  conditions,
  conditions_known: certain,
  except,
  until,
}: JsonAccess): Grant[] {
  return actions.map((action) => ({
    subject,
    action,
    scope: scopeOf(conditions as Conditions),
    except: except.map((exception) => scopeOf(exception as Conditions)),
    end: endOf(until),
    certain,
    source: "approved",
  }));
}

function endOf(until: JsonUntil): AccessEnd {
  switch (until.kind) {
    case "permanent":
      return { kind: "never" };
    case "at":
      return { kind: "at", time: Date.parse(until.time) };
    case "after_apply":
      return { kind: "after-apply", milliseconds: until.milliseconds };
    case "unknown":
      return { kind: "unknown" };
  }
}

function settingOf({ attribute, from, to }: JsonFinding["settings"][number]): SettingChange | undefined {
  const field = universalAuthFields.find((name) => universalAuthAttributes[name] === attribute);
  type Setting = UniversalAuthConfig[keyof UniversalAuthConfig] | null;
  return field && { field, from: from as Setting, to: to as Setting | undefined };
}

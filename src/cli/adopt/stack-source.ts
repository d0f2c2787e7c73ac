import { printConditions } from "../../access/conditions";
import { isJsonObject } from "../../access/json";
import { rulesFromAnswer } from "../../access/rules-from-answer";
import { sameTrustedIps } from "../../access/trusted-ip";
import { universalAuthDefaults, universalAuthFields } from "../../access/universal-auth";
import { unwritable } from "../../access/writable-rules";
import type { PrivilegeAnswer } from "../../infisical/privilege-answer";
import type { UniversalAuthAnswer } from "../../infisical/universal-auth-answer";
import { configOfAnswer } from "../../provider/universal-auth-config/universal-auth-attributes";
import { printLiteral } from "./print-literal";

/** A privilege that was found, and whose it is. */
export interface FoundPrivilege {
  readonly identityId: string;
  readonly projectSlug: string;
  readonly row: PrivilegeAnswer;
}

/** A file with a stack, and what its reader should know of it. */
export interface StackSource {
  /** Of the file, without its extension, and of the stack. */
  readonly name: string;
  readonly className: string;
  readonly text: string;
  readonly remarks: readonly string[];
}

const INDENTATION = "    ";

/** The stack of a project's privileges, each with the import that takes it over. */
export function projectStack(projectSlug: string, privileges: readonly FoundPrivilege[]): StackSource {
  const remarks: string[] = [];
  const statements = privileges.map(({ identityId, row }) => {
    const rules = rulesFromAnswer(row.permissions);
    const reasons = unwritable(rules).map(({ reason }) => `A rule ${reason}.`);
    if (reasons.length > 0) remarks.push(`${projectSlug}/${identityId}/${row.slug}: ${reasons.join(" ")}`);
    const config = {
      identityId,
      projectSlug,
      slug: row.slug,
      permissions: rules.map(({ actions, subject, conditions, inverted }) => ({
        actions,
        subject,
        conditions:
          conditions === null
            ? undefined
            : isJsonObject(conditions)
              ? conditions
              : printConditions(conditions),
        inverted: inverted || undefined,
      })),
      temporary: row.isTemporary ? { range: row.temporaryRange ?? "" } : undefined,
    };
    const comments = reasons.map(
      (reason) => `${INDENTATION}// API v1 can't write this privilege, so it stays as it is. ${reason}\n`,
    );
    const id = `${row.slug}-${identityId.slice(0, 8)}`;
    return `${comments.join("")}${statement("IdentityPrivilege", id, config, `${projectSlug}/${identityId}/${row.slug}`)}`;
  });
  return { ...stack(projectSlug, "IdentityPrivilege", statements), remarks };
}

/** The stack of the identities' universal auths: they belong to no project. Only what differs from the defaults is written. */
export function universalAuthStack(answers: readonly UniversalAuthAnswer[]): StackSource {
  const statements = answers.map((answer) => {
    const config = configOfAnswer(answer);
    const defaults = universalAuthDefaults(config.accessTokenMaxTtl);
    const differing = universalAuthFields.filter((field) => {
      const [value, normal] = [config[field], defaults[field]];
      if (value === null) return false;
      return Array.isArray(value) ? !sameTrustedIps(value, normal as string[]) : value !== normal;
    });
    const { identityId } = answer;
    const settings = { identityId, ...Object.fromEntries(differing.map((field) => [field, config[field]])) };
    return statement("UniversalAuthConfig", `login-${identityId.slice(0, 8)}`, settings, identityId);
  });
  return { ...stack("universal-auth", "UniversalAuthConfig", statements), remarks: [] };
}

/** The app of all stacks. */
export function appSource(stacks: readonly StackSource[]): string {
  const imports = stacks.map(({ name, className }) => `import { ${className} } from "./${name}";\n`);
  const instances = stacks.map(({ name, className }) => `new ${className}(app, ${JSON.stringify(name)});\n`);
  return `import { App } from "cdktf";\n${imports.join("")}\nconst app = new App();\n${instances.join("")}app.synth();\n`;
}

function statement(construct: string, id: string, config: object, importId: string): string {
  return `${INDENTATION}new ${construct}(this, ${JSON.stringify(id)}, ${printLiteral(config, INDENTATION)}).importFrom(${JSON.stringify(importId)});\n`;
}

function stack(name: string, construct: string, statements: readonly string[]): Omit<StackSource, "remarks"> {
  const words = name.split(/[^A-Za-z0-9]+/).map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`);
  const className = `AccessOf${words.join("")}`;
  const text = `import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { ${construct}, InfisicalAccessProvider } from "cdktf-infisical-access";

export class ${className} extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new InfisicalAccessProvider(this, "infisical");

${statements.join("\n")}  }
}
`;
  return { name, className, text };
}

import { printConditions } from "../../access/conditions";
import { isJsonObject } from "../../access/json";
import { rulesFromAnswer } from "../../access/rules-from-answer";
import { sameTrustedIps } from "../../access/trusted-ip";
import { universalAuthDefaults, universalAuthFields } from "../../access/universal-auth";
import { unwritable } from "../../access/writable-rules";
import type { PrivilegeAnswer } from "../../infisical/privilege-answer";
import type { UniversalAuthAnswer } from "../../infisical/universal-auth-answer";
import { configOfAnswer } from "../../provider/universal-auth-config/universal-auth-attributes";
import { DistinctNames, plainName } from "./distinct-names";
import { printLiteral } from "./print-literal";

/** A privilege that was found, and whose it is. */
export interface FoundPrivilege {
  readonly identityId: string;
  readonly projectSlug: string;
  readonly row: PrivilegeAnswer;
}

/** What a stack and its class are called. */
export interface StackName {
  /** Of the stack, and of its file without the extension. */
  readonly name: string;
  readonly className: string;
}

const INDENTATION = "    ";

/** The stack of a project's privileges, each with the import that takes it over. */
export function projectStack(stack: StackName, privileges: readonly FoundPrivilege[]): string {
  const ids = new DistinctNames(["infisical"]);
  const statements = privileges.map((privilege) => {
    const { identityId, projectSlug, row } = privilege;
    const config = {
      identityId,
      projectSlug,
      slug: row.slug,
      permissions: rulesFromAnswer(row.permissions).map(({ actions, subject, conditions, inverted }) => ({
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
    const comments = unwritableReasons(privilege).map(
      (reason) => `${INDENTATION}// API v1 can't write this privilege, so it stays as it is. ${reason}\n`,
    );
    const id = ids.claim(`${plainName(row.slug, "privilege")}-${identityId.slice(0, 8)}`);
    return `${comments.join("")}${statement("IdentityPrivilege", id, config, importId(privilege))}`;
  });
  return classSource(stack, "IdentityPrivilege", statements);
}

/** The stack of the identities' universal auths: they belong to no project. Only what differs from the defaults is written. */
export function universalAuthStack(stack: StackName, answers: readonly UniversalAuthAnswer[]): string {
  const ids = new DistinctNames(["infisical"]);
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
    const id = ids.claim(`login-${identityId.slice(0, 8)}`);
    return statement("UniversalAuthConfig", id, settings, identityId);
  });
  return classSource(stack, "UniversalAuthConfig", statements);
}

/** The app of all stacks. */
export function appSource(stacks: readonly StackName[]): string {
  const imports = stacks.map(({ name, className }) => `import { ${className} } from "./${name}";\n`);
  const instances = stacks.map(({ name, className }) => `new ${className}(app, "${name}");\n`);
  return `import { App } from "cdktf";\n${imports.join("")}\nconst app = new App();\n${instances.join("")}app.synth();\n`;
}

/** Why API v1 can't write a privilege, in sentences; none when it can. */
export function unwritableReasons({ row }: FoundPrivilege): string[] {
  return unwritable(rulesFromAnswer(row.permissions)).map(({ reason }) => `A rule ${reason}`);
}

/** What `terraform import` takes. */
export function importId({ projectSlug, identityId, row }: FoundPrivilege): string {
  return `${projectSlug}/${identityId}/${row.slug}`;
}

function statement(construct: string, id: string, config: object, importFrom: string): string {
  // Terraform evaluates templates in an import block, too.
  const literal = JSON.stringify(importFrom.replace(/[$%]\{/g, (sign) => sign[0] + sign));
  return `${INDENTATION}new ${construct}(this, "${id}", ${printLiteral(config, INDENTATION)}).importFrom(${literal});\n`;
}

function classSource({ className }: StackName, construct: string, statements: readonly string[]): string {
  return `import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { ${construct}, InfisicalAccessProvider } from "cdktf-infisical-access";

export class ${className} extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new InfisicalAccessProvider(this, "infisical");

${statements.join("\n")}  }
}
`;
}

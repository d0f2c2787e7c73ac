import type { UniversalAuthAnswer } from "../../infisical/universal-auth-answer";
import { DistinctNames, plainName } from "./distinct-names";
import {
  appSource,
  type FoundPrivilege,
  projectStack,
  type StackName,
  universalAuthStack,
} from "./stack-source";

const APP = "main";
const UNIVERSAL_AUTH = "universal-auth";

/**
 * The files of a project that takes over what was found: a stack for each project, one for universal auth, and the app of them all.
 *
 * @returns their texts by name
 */
export function adoptionSources(
  privileges: readonly FoundPrivilege[],
  universalAuths: readonly UniversalAuthAnswer[],
): ReadonlyMap<string, string> {
  const names = new DistinctNames([APP, UNIVERSAL_AUTH]);
  const classNames = new DistinctNames();
  const nameStack = (name: string): StackName => ({
    name,
    className: classNames.claim(`AccessOf${capitalised(name)}`, "_"),
  });

  const files = new Map<string, string>();
  const stacks: StackName[] = [];
  const add = (stack: StackName, text: string): void => {
    stacks.push(stack);
    files.set(`${stack.name}.ts`, text);
  };
  for (const slug of new Set(privileges.map(({ projectSlug }) => projectSlug))) {
    const stack = nameStack(names.claim(plainName(slug, "project")));
    const own = privileges.filter(({ projectSlug }) => projectSlug === slug);
    add(stack, projectStack(stack, own));
  }
  if (universalAuths.length > 0) {
    const stack = nameStack(UNIVERSAL_AUTH);
    add(stack, universalAuthStack(stack, universalAuths));
  }
  return files.set(`${APP}.ts`, appSource(stacks));
}

/** `web-shop` as `WebShop`. */
function capitalised(name: string): string {
  return name.replace(/(?:^|-)(.)/g, (_, first: string) => first.toUpperCase());
}

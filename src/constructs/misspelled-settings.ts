import type { TerraformMetaArguments } from "cdktf";
import { misspelled, type Problem } from "../access";

/** Every key of an interface, checked by the compiler. */
export type SettingNames<T> = { readonly [Name in keyof Required<T>]: true };

export const META_ARGUMENTS: SettingNames<TerraformMetaArguments> = {
  connection: true,
  count: true,
  dependsOn: true,
  forEach: true,
  lifecycle: true,
  provider: true,
  provisioners: true,
};

/**
 * Settings with a misspelled name. TypeScript finds them in literals alone, not in what was read from a file or spread, and what is left out
 * grants more: every folder, from any address, for ever. Whatever else an object holds is nobody's business.
 *
 * @param place what comes before the name, such as "permissions[0]."
 */
export function misspelledSettings(settings: unknown, known: object, place = ""): Problem[] {
  if (typeof settings !== "object" || settings === null) return [];
  return Object.keys(settings).flatMap((name): Problem[] => {
    const meant = misspelled(name, Object.keys(known));
    if (meant === undefined || meant in settings) return [];
    return [
      {
        path: [name],
        severity: "error",
        summary: "Unknown Setting",
        detail: `${place}${name} is no setting, and would be left out. Did you mean ${JSON.stringify(meant)}?`,
      },
    ];
  });
}

/** What `terraform show -json` says of a plan, as far as the tests look at it. */
export interface TerraformPlan {
  /** What the user sees. */
  readonly text: string;
  readonly hasChanges: boolean;
  readonly json: {
    readonly resource_changes?: readonly ResourceChange[];
    readonly resource_drift?: readonly ResourceChange[];
  };
}

export interface ResourceChange {
  readonly address: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: Record<string, unknown> | null;
    readonly after: Record<string, unknown> | null;
    readonly after_unknown: Record<string, unknown>;
    readonly replace_paths?: readonly (readonly (string | number)[])[];
  };
}

/** Paths of the attributes that a plan changes, such as `permissions[0].actions`, sorted; those only known after apply are included. */
export function changedAttributes({ change }: ResourceChange): string[] {
  const paths = new Set<string>();
  collect(change.before, change.after, change.after_unknown, "", paths);
  return [...paths].sort();
}

function collect(before: unknown, after: unknown, unknown: unknown, path: string, paths: Set<string>): void {
  if (unknown === true) {
    paths.add(path);
    return;
  }
  const isList = (value: unknown) =>
    Array.isArray(value) && value.some((element) => typeof element === "object");
  if (isList(before) && isList(after)) {
    const [a, b, u] = [before as unknown[], after as unknown[], (unknown ?? []) as unknown[]];
    for (let index = 0; index < Math.max(a.length, b.length); index++) {
      collect(a[index], b[index], u[index], `${path}[${index}]`, paths);
    }
    return;
  }
  if (isObject(before) && isObject(after)) {
    const unknowns = isObject(unknown) ? unknown : {};
    for (const name of new Set([...Object.keys(before), ...Object.keys(after), ...Object.keys(unknowns)])) {
      collect(before[name], after[name], unknowns[name], path === "" ? name : `${path}.${name}`, paths);
    }
    return;
  }
  if (JSON.stringify(canonical(before)) !== JSON.stringify(canonical(after))) paths.add(path);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function canonical(value: unknown): unknown {
  return Array.isArray(value) ? [...value].sort() : (value ?? null);
}

/**
 * Where in a resource a value stands: attribute names and map keys as strings, list indexes as numbers, such as
 * `["permissions", 0, "conditions"]`. Elements of sets have no path of their own; the path ends at the set.
 */
export type AttributePath = readonly (string | number)[];

/** The path as a reader of a configuration would write it: `permissions[0].conditions`. */
export function formatAttributePath(path: AttributePath): string {
  return path
    .map((step, index) => (typeof step === "number" ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join("");
}

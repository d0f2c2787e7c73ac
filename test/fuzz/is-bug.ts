/**
 * Whether an error is one that nobody thought of. That a result differs from a plan which was never made so by the provider is no such error.
 */
export function isBug({ summary, detail }: { readonly summary: string; readonly detail: string }): boolean {
  return (
    summary === "Internal Error" || (summary === "Provider Bug" && detail.includes("failed unexpectedly"))
  );
}

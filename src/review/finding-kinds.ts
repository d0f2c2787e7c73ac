import type { Finding, FindingKind } from "./finding";

/** What a count of findings calls each kind, the weightiest first. */
export const KIND_NAMES: Readonly<Record<FindingKind, string>> = {
  "may-widen": "may widen",
  gained: "gained",
  widened: "widened",
  permanent: "made permanent",
  prolonged: "prolonged",
  regranted: "granted again",
  lost: "lost",
  narrowed: "narrowed",
  shortened: "shortened",
  "may-narrow": "may narrow",
  released: "no longer managed",
  unmanaged: "unmanaged",
  "no-effect": "without effect",
};

const WEIGHTS = Object.keys(KIND_NAMES) as readonly FindingKind[];

/** How many findings are of each kind that occurs: "2 gained, 1 made permanent". */
export function describeCounts(findings: readonly Finding[]): string {
  return WEIGHTS.map(
    (kind) => [findings.filter(({ kinds }) => kinds.includes(kind)).length, KIND_NAMES[kind]] as const,
  )
    .filter(([count]) => count > 0)
    .map(([count, name]) => `${count} ${name}`)
    .join(", ");
}

/** Findings with the weightiest first, otherwise in their order. */
export function byWeight(findings: readonly Finding[]): Finding[] {
  const weight = ({ kinds }: Finding) => Math.min(...kinds.map((kind) => WEIGHTS.indexOf(kind)));
  return [...findings].sort((a, b) => weight(a) - weight(b));
}

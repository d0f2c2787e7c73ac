import type { Release, ReleaseName } from "./release";
import { release2024 } from "./release-2024-07";
import { release2026 } from "./release-2026-08";

export const releases: Readonly<Record<ReleaseName, Release>> = {
  "2024-07": release2024,
  "2026-08": release2026,
};

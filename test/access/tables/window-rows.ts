import type { AccessWindow } from "../../../src/access/access-window";

interface WindowRow {
  readonly title: string;
  /** null for a permanent privilege. */
  readonly declared: AccessWindow | null;
  readonly server: AccessWindow | null;
}

const startTime = "2026-11-23T18:00:00.000Z";

/** One window, spelled as a configuration may and as a server may. None of these is drift. */
export const windowRespellings: readonly WindowRow[] = [
  { title: "hours as minutes", declared: { range: "1h", startTime }, server: { range: "60m", startTime } },
  { title: "hours as a word", declared: { range: "1h", startTime }, server: { range: "1 hour", startTime } },
  { title: "hours in upper case", declared: { range: "4h", startTime }, server: { range: "4H", startTime } },
  {
    title: "hours as a fraction",
    declared: { range: "30m", startTime },
    server: { range: ".5h", startTime },
  },
  { title: "days as hours", declared: { range: "2d", startTime }, server: { range: "48 hrs", startTime } },
  { title: "weeks as days", declared: { range: "14d", startTime }, server: { range: "2 weeks", startTime } },
  { title: "a year as hours", declared: { range: "1y", startTime }, server: { range: "8766h", startTime } },
  {
    title: "seconds as a bare number",
    declared: { range: "90s", startTime },
    server: { range: "90000", startTime },
  },
  { title: "a minute as M", declared: { range: "1m", startTime }, server: { range: "1M", startTime } },
  {
    title: "a binary fraction",
    declared: { range: "261m", startTime },
    server: { range: "4.35h", startTime },
  },
  {
    title: "no fraction of a second",
    declared: { range: "4h", startTime: "2026-11-23T18:00:00Z" },
    server: { range: "4h", startTime },
  },
  {
    title: "a fraction of one digit",
    declared: { range: "4h", startTime: "2026-11-23T18:00:00.5Z" },
    server: { range: "4h", startTime: "2026-11-23T18:00:00.500Z" },
  },
  {
    title: "microseconds, which the server cuts off",
    declared: { range: "4h", startTime: "2026-11-23T18:00:00.123999Z" },
    server: { range: "4h", startTime: "2026-11-23T18:00:00.123Z" },
  },
  {
    title: "an offset to the east",
    declared: { range: "4h", startTime: "2026-11-23T19:30:00+01:30" },
    server: { range: "4h", startTime },
  },
  {
    title: "an offset to the west, over midnight",
    declared: { range: "4h", startTime: "2026-11-22T23:00:00-05:00" },
    server: { range: "4h", startTime: "2026-11-23T04:00:00.000Z" },
  },
  {
    title: "a start that is not declared",
    declared: { range: "4h", startTime: null },
    server: { range: "4h", startTime },
  },
  { title: "permanent", declared: null, server: null },
];

/** Windows that differ, and the attribute at which it is found. */
export const windowDifferences: readonly (WindowRow & { readonly drift: readonly string[] })[] = [
  {
    title: "a longer range",
    declared: { range: "4h", startTime },
    server: { range: "5h", startTime },
    drift: ["temporary.range"],
  },
  {
    title: "a longer range where no start is declared",
    declared: { range: "4h", startTime: null },
    server: { range: "4d", startTime },
    drift: ["temporary.range"],
  },
  {
    title: "a range that is longer by a millisecond",
    declared: { range: "1h", startTime },
    server: { range: "3600001", startTime },
    drift: ["temporary.range"],
  },
  {
    title: "minutes for months",
    declared: { range: "30d", startTime },
    server: { range: "1M", startTime },
    drift: ["temporary.range"],
  },
  {
    title: "a range that no server takes",
    declared: { range: "1h", startTime },
    server: { range: "1mo", startTime },
    drift: ["temporary.range"],
  },
  {
    title: "a moved start",
    declared: { range: "4h", startTime },
    server: { range: "4h", startTime: "2099-01-01T00:00:00.000Z" },
    drift: ["temporary.start_time"],
  },
  {
    title: "a start that was moved by a millisecond",
    declared: { range: "4h", startTime },
    server: { range: "4h", startTime: "2026-11-23T18:00:00.001Z" },
    drift: ["temporary.start_time"],
  },
  {
    title: "the same time of day in another zone",
    declared: { range: "4h", startTime: "2026-11-23T18:00:00+01:00" },
    server: { range: "4h", startTime },
    drift: ["temporary.start_time"],
  },
  {
    title: "a start that the server lost",
    declared: { range: "4h", startTime },
    server: { range: "4h", startTime: null },
    drift: ["temporary.start_time"],
  },
  {
    title: "both",
    declared: { range: "4h", startTime },
    server: { range: "8h", startTime: "2026-11-23T17:00:00.000Z" },
    drift: ["temporary.range", "temporary.start_time"],
  },
  {
    title: "became permanent",
    declared: { range: "4h", startTime },
    server: null,
    drift: ["temporary"],
  },
  {
    title: "became temporary",
    declared: null,
    server: { range: "4h", startTime },
    drift: ["temporary"],
  },
];

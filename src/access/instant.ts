const instantPattern =
  /^([+-]\d{6}|\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(?:Z|([+-])(\d{2}):(\d{2}))$/i;

/**
 * Reads an RFC 3339 time, to the millisecond: further digits are cut off, as the server does (contract/api.md 2, p09:5-12). Offsets are converted.
 * Years beyond 9999, which the server writes as `+102031-…` (p08:35), are read too.
 *
 * @returns undefined for anything else, impossible dates too: a server takes 02-30 as 03-02 and hour 24 as the next day (p09:19,22), and fails on
 * month 13 and second 60.
 */
export function parseInstant(text: string): Date | undefined {
  const match = instantPattern.exec(text);
  if (match === null) return undefined;
  const [
    ,
    year,
    month,
    day,
    hour,
    minute,
    second,
    fraction = "",
    sign,
    offsetHour = "0",
    offsetMinute = "0",
  ] = match;
  const milliseconds = fraction.slice(0, 3).padEnd(3, "0");
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}.${milliseconds}Z`;
  const date = new Date(local);
  if (Number.isNaN(date.getTime()) || date.toISOString() !== local) return undefined;
  if (Number(offsetHour) > 23 || Number(offsetMinute) > 59) return undefined;
  const offset = (Number(offsetHour) * 60 + Number(offsetMinute)) * 60_000;
  const instant = new Date(date.getTime() + (sign === "+" ? -offset : offset));
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}

/**
 * RFC 3339 in UTC with three decimals, the only form that the server takes (contract/api.md 2, p09) and the one in which it answers.
 *
 * @example formatInstant(date) // "2026-11-23T18:00:00.000Z"
 */
export function formatInstant(date: Date): string {
  return date.toISOString();
}

/** Whether two texts name the same instant at millisecond precision. Texts that are no instant are compared as they are. */
export function sameInstant(a: string, b: string): boolean {
  const [instantA, instantB] = [parseInstant(a), parseInstant(b)];
  if (instantA === undefined || instantB === undefined) return a === b;
  return instantA.getTime() === instantB.getTime();
}

import { randomInt } from "node:crypto";

const lowerCase = "abcdefghijklmnopqrstuvwxyz";
const digits = "0123456789";

function randomText(alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join("");
}

/** 12 random letters and digits, hyphens where the case changes, then all lower case (p06:6-11). */
export function generatedSlug2024(): string {
  return randomText(lowerCase + lowerCase.toUpperCase() + digits, 12)
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/([A-Z]+)([A-Z][a-z0-9]+)/g, "$1-$2")
    .toLowerCase();
}

/** 8 characters (contract/api.md B2, documented). */
export function generatedSlug2026(): string {
  return randomText(lowerCase + digits, 8);
}

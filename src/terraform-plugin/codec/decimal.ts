import { DecimalNumber } from "../value";

/**
 * Terraform's numbers are decimal fractions of some 150 digits. A JavaScript number stands for the shortest decimal notation that reads
 * back as it: 0.1 is one tenth, not the double nearest to it.
 */
export type TerraformNumber = number | bigint | DecimalNumber;

const decimalNotation = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,9}))?$/;

/** More digits than this in an integer stay in the notation in which they came: 1e999999999 fits in a line, but not in memory. */
const longestInteger = 1000;

interface Decimal {
  readonly negative: boolean;
  /** Without zeros at either end; empty for zero. */
  readonly digits: string;
  /** Power of ten that the digits, read as an integer, are multiplied with. */
  readonly exponent: number;
}

function parseDecimal(text: string): Decimal | undefined {
  const match = decimalNotation.exec(text);
  if (match === null) return undefined;
  const [, sign, integer = "", fraction = "", power = "0"] = match;
  const significant = (integer + fraction).replace(/^0+/, "");
  const digits = significant.replace(/0+$/, "");
  if (digits === "") return { negative: false, digits: "", exponent: 0 };
  const exponent = Number(power) - fraction.length + (significant.length - digits.length);
  return { negative: sign === "-", digits, exponent };
}

function canonical({ negative, digits, exponent }: Decimal): string {
  return `${negative ? "-" : ""}${digits}e${exponent}`;
}

/** One text for each number, however it is held: equal numbers have equal texts. */
export function canonicalNumber(value: TerraformNumber): string {
  const text = decimalText(value);
  const decimal = parseDecimal(text);
  return decimal === undefined ? text : canonical(decimal);
}

/** Decimal notation of a number, as Terraform reads it. */
export function decimalText(value: TerraformNumber): string {
  return value instanceof DecimalNumber ? value.text : String(value);
}

/** Undefined when the text is no decimal number. */
export function numberFromText(text: string): TerraformNumber | undefined {
  const decimal = parseDecimal(text);
  if (decimal === undefined) return undefined;
  const { negative, digits, exponent } = decimal;
  const rounded = Number(text);
  if (exponent < 0) {
    const survives = canonicalNumber(rounded) === canonical(decimal);
    return survives ? rounded : new DecimalNumber(text);
  }
  if (Number.isSafeInteger(rounded)) return rounded === 0 ? 0 : rounded;
  if (digits.length + exponent > longestInteger) return new DecimalNumber(text);
  const magnitude = BigInt(digits + "0".repeat(exponent));
  return negative ? -magnitude : magnitude;
}

/** The number that exactly this double is: undefined for infinities and NaN. */
export function numberFromDouble(double: number): TerraformNumber | undefined {
  if (!Number.isFinite(double)) return undefined;
  if (Number.isSafeInteger(double)) return double === 0 ? 0 : double;
  if (Number.isInteger(double)) return BigInt(double);
  return numberFromText(exactNotation(double));
}

/** A fraction of two is a fraction of ten: n / 2^k = n * 5^k / 10^k. */
function exactNotation(fraction: number): string {
  let numerator = fraction;
  let power = 0;
  while (!Number.isInteger(numerator)) {
    numerator *= 2;
    power += 1;
  }
  return `${BigInt(numerator) * 5n ** BigInt(power)}e-${power}`;
}

export function numberFromBigint(integer: bigint): number | bigint {
  const rounded = Number(integer);
  return Number.isSafeInteger(rounded) ? rounded : integer;
}

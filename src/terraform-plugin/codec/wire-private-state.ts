import type { JsonValue, PrivateState } from "../private-state";

/** The one key of what is stored, so that a later format can be told from this one. */
const envelopeKey = "terraform-plugin/private";
const version = 1;

/** @throws SyntaxError when the bytes are JSON of another format, or no JSON. */
export function decodePrivateState(bytes: Buffer): PrivateState {
  if (bytes.length === 0) return {};
  const stored: unknown = JSON.parse(bytes.toString("utf8"));
  const envelope = isRecord(stored) ? stored[envelopeKey] : undefined;
  if (!isRecord(envelope) || envelope.version !== version || !isPrivateState(envelope.data)) {
    throw new SyntaxError(`expected a JSON object "${envelopeKey}" of version ${version}`);
  }
  return envelope.data;
}

/** Nothing at all for an empty one. */
export function encodePrivateState(data: PrivateState): Buffer {
  if (Object.keys(data).length === 0) return Buffer.alloc(0);
  return Buffer.from(JSON.stringify({ [envelopeKey]: { version, data } }));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isPrivateState(value: unknown): value is Record<string, JsonValue> {
  return isRecord(value);
}

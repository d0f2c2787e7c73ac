import { decodePrivateState } from "../codec/wire-private-state";
import type { PrivateState } from "../private-state";
import { readingRequest } from "./failure";

export function readPrivateState(bytes: Buffer): PrivateState {
  return readingRequest("resource's private data", () => decodePrivateState(bytes));
}

import { ConnectionError } from "./connection-error";
import { ErrorCode } from "./error-code";
import { Flag, type Frame, FrameType, PRIORITY_LENGTH } from "./frame";
import { frameRules, violation, withoutPadding, wrongLength } from "./frame-rules";
import { HeaderDecoder } from "./header-decoder";
import type { Field } from "./header-table";

export interface HeaderBlock {
  readonly streamId: number;
  readonly fields: readonly Field[];
  /** Whether the client sends nothing more on the stream. */
  readonly last: boolean;
}

/** Bytes of the longest block: far beyond any that a gRPC client sends. */
export const LONGEST_HEADER_BLOCK = 65_536;

/** Joins the frames that a header block may come in. */
export class HeaderBlocks {
  readonly #decoder = new HeaderDecoder();
  #open: { readonly streamId: number; readonly last: boolean; bytes: Buffer } | undefined;

  /** @throws ConnectionError for a frame that may not come now: nothing may lie between the frames of a block. */
  assertNotInterrupted({ type, streamId }: Frame): void {
    const begun = this.#open;
    if (begun === undefined || (type === FrameType.CONTINUATION && streamId === begun.streamId)) return;
    throw violation("a header block is interrupted by another frame");
  }

  /** @returns the block once it is whole */
  begin(frame: Frame): HeaderBlock | undefined {
    const { streamId, flags } = frame;
    frameRules.onStream(frame);
    if (streamId % 2 === 0) throw violation(`a client can't open stream ${streamId}`);
    const payload = withoutPadding(frame);
    const priorityLength = flags & Flag.PRIORITY ? PRIORITY_LENGTH : 0;
    if (payload.length < priorityLength) throw wrongLength("headers end within their priority");
    this.#open = { streamId, last: (flags & Flag.END_STREAM) !== 0, bytes: Buffer.alloc(0) };
    return this.#add(payload.subarray(priorityLength), flags);
  }

  /** @returns the block once it is whole */
  continue({ payload, flags }: Frame): HeaderBlock | undefined {
    return this.#add(payload, flags);
  }

  #add(bytes: Buffer, flags: number): HeaderBlock | undefined {
    const block = this.#open;
    if (block === undefined) throw violation("a header block is continued that was not begun");
    block.bytes = block.bytes.length === 0 ? bytes : Buffer.concat([block.bytes, bytes]);
    if (block.bytes.length > LONGEST_HEADER_BLOCK) {
      throw new ConnectionError(
        ErrorCode.ENHANCE_YOUR_CALM,
        `a header block has more than ${LONGEST_HEADER_BLOCK} bytes`,
      );
    }
    if ((flags & Flag.END_HEADERS) === 0) return undefined;
    this.#open = undefined;
    const { streamId, last } = block;
    return { streamId, last, fields: this.#decoder.decode(block.bytes) };
  }
}

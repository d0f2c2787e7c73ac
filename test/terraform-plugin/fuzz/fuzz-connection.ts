import { answerRequest } from "../../../src/terraform-plugin/transport/grpc/answer-request";
import type { GrpcCall } from "../../../src/terraform-plugin/transport/grpc/call";
import { Flag } from "../../../src/terraform-plugin/transport/http2/frame";
import { Setting } from "../../../src/terraform-plugin/transport/http2/settings";
import { data, frame, greeting, headers, settings, windowUpdate } from "../transport/http2/frames";
import { Wire } from "../transport/http2/wire";
import { mutate } from "./mutators";
import { SeededRandom } from "./random";

export interface ConnectionFuzzReport {
  readonly conversations: number;
  /** Those that the server followed to their end. */
  readonly followed: number;
  /** Those that it broke off, because its client broke a rule. */
  readonly brokenOff: number;
  /** Conversations, in hexadecimal digits, and the exceptions to which they led. */
  readonly crashes: readonly string[];
}

const message = Buffer.from([0, 0, 0, 0, 3, 1, 2, 3]);

/** A piece of a conversation for each kind of frame, the headers compressed (those of RFC 7541, appendix C.4, as far as they are a method's). */
const pieces = [
  headers(1, Flag.END_HEADERS, Buffer.from("838684418cf1e3c2e5f23a6ba0ab90f4ff", "hex")),
  data(1, message, Flag.END_STREAM),
  settings(new Map([[Setting.INITIAL_WINDOW_SIZE, 20]])),
  headers(3, Flag.END_HEADERS, Buffer.from("8386845886a8eb10649cbf", "hex")),
  data(3, Buffer.alloc(100), 0),
  windowUpdate(0, 1_000),
  windowUpdate(3, 7),
  frame("PING", { payload: Buffer.from("12345678") }),
  data(3, Buffer.concat([Buffer.of(2), message, Buffer.alloc(2)]), Flag.PADDED | Flag.END_STREAM),
  headers(5, 0, Buffer.from("83be", "hex")),
  frame("CONTINUATION", {
    streamId: 5,
    flags: Flag.END_HEADERS,
    payload: Buffer.from("84408825a849e95ba97d7f8925a849e95bb8e8b4bf", "hex"),
  }),
  frame("RST_STREAM", { streamId: 5, payload: Buffer.from("00000008", "hex") }),
  settings(new Map([[Setting.MAX_FRAME_SIZE, 20_000]])),
];

/**
 * Lets clients talk mutated HTTP/2 to a server. What it makes of it must be an answer, or an end of the connection for a reason of the standard's.
 */
export async function fuzzConnection(seed: number, conversations: number): Promise<ConnectionFuzzReport> {
  const random = new SeededRandom(seed);
  const crashes: string[] = [];
  let brokenOff = 0;
  for (let count = 0; count < conversations; count += 1) {
    const mutated = pieces.map((piece) => (random.below(8) === 0 ? mutate(piece, random) : piece));
    const conversation = Buffer.concat([greeting, ...mutated]);
    try {
      if (await breaksOff(conversation, random)) brokenOff += 1;
    } catch (error) {
      crashes.push(`${conversation.toString("hex")}: ${String(error)}`);
    }
  }
  return { conversations, followed: conversations - brokenOff - crashes.length, brokenOff, crashes };
}

async function breaksOff(conversation: Buffer, random: SeededRandom): Promise<boolean> {
  const methods = new Map([["/", answerWithForty]]);
  const answers: Promise<void>[] = [];
  const wire = new Wire((request) => answers.push(answerRequest(request, methods)));
  for (let at = 0; at < conversation.length;) {
    const end = at + 1 + random.below(conversation.length);
    wire.receive(conversation.subarray(at, end));
    at = end;
  }
  await Promise.all(answers);
  // What was written is held until the event loop turns.
  await new Promise((resolve) => setImmediate(resolve));
  return wire.errors.length > 0;
}

function answerWithForty(call: GrpcCall): void {
  call.answer(Buffer.alloc(40));
}

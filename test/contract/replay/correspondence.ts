import { isObject } from "./exchange";

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
const wholeUuid = new RegExp(`^${uuid.source}$`, "i");
const generatedSlug = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export interface Difference {
  /** Where in the answer, such as `body.privilege.slug`. */
  where: string;
  recorded: unknown;
  replayed: unknown;
}

/**
 * Which identifiers, times and generated slugs of a replay stand for which of the recording. A pair is bound once and
 * holds from then on in both directions, so a mapping can hide only that two values which the server made up differ.
 * Whatever the world or a request determined is compared literally.
 */
export class Correspondence {
  private readonly replayedOf = new Map<string, string>();
  private readonly recordedOf = new Map<string, string>();
  /** Identifiers that were made at one time by requests that no one can tell apart; they may still change partners. */
  private readonly interchangeable = new Set<string>();

  /** @param given identifiers that are the same in both, because the world holds them. */
  constructor(given: Iterable<string>) {
    for (const value of given) {
      this.bind(value, value);
    }
  }

  knows(recorded: string): boolean {
    return this.replayedOf.has(recorded.toLowerCase());
  }

  /** What a replayed request says where the recorded one says this: identifiers and generated slugs are exchanged. */
  translate(recorded: string): string {
    const whole = this.replayedOf.get(recorded);
    if (whole !== undefined) {
      return whole;
    }
    return recorded.replaceAll(uuid, (id) => {
      const replayed = this.replayedOf.get(id.toLowerCase()) ?? id;
      return id === id.toUpperCase() ? replayed.toUpperCase() : replayed;
    });
  }

  translateDeep(recorded: unknown): unknown {
    if (typeof recorded === "string") {
      return this.translate(recorded);
    }
    if (Array.isArray(recorded)) {
      return recorded.map((item) => this.translateDeep(item));
    }
    return isObject(recorded)
      ? Object.fromEntries(Object.entries(recorded).map(([key, item]) => [key, this.translateDeep(item)]))
      : recorded;
  }

  /** Whether a value that the server made up is, or can from now on be, the partner of the recorded one. */
  matches(recorded: string, replayed: string): boolean {
    const partner = this.replayedOf.get(recorded);
    if (partner === replayed) {
      return true;
    }
    if (partner === undefined && !this.recordedOf.has(replayed)) {
      this.bind(recorded, replayed);
      return true;
    }
    return this.exchangePartners(recorded, replayed);
  }

  isUuid(value: unknown): value is string {
    return typeof value === "string" && wholeUuid.test(value);
  }

  isGeneratedSlug(value: unknown): value is string {
    return typeof value === "string" && generatedSlug.test(value) && value.replaceAll("-", "").length === 12;
  }

  /** Says that these identifiers were made by requests sent at once, of which any could have made any. */
  markInterchangeable(recorded: Iterable<string>): void {
    for (const value of recorded) {
      this.interchangeable.add(value);
    }
  }

  private exchangePartners(recorded: string, replayed: string): boolean {
    const other = this.recordedOf.get(replayed);
    const own = this.replayedOf.get(recorded);
    if (
      other === undefined ||
      own === undefined ||
      !this.interchangeable.has(recorded) ||
      !this.interchangeable.has(other)
    ) {
      return false;
    }
    this.bind(recorded, replayed);
    this.bind(other, own);
    this.interchangeable.delete(recorded);
    this.forgetTimes(recorded);
    this.forgetTimes(other);
    return true;
  }

  /** What belongs to a row that has changed partners is compared anew: its times are bound as `id time`. */
  private forgetTimes(row: string): void {
    for (const [recorded, replayed] of [...this.replayedOf]) {
      if (recorded.startsWith(`${row} `)) {
        this.replayedOf.delete(recorded);
        this.recordedOf.delete(replayed);
      }
    }
  }

  private bind(recorded: string, replayed: string): void {
    this.replayedOf.set(recorded, replayed);
    this.recordedOf.set(replayed, recorded);
  }
}

/** An answer of another form than the interface's. The message completes "The answer …" and repeats no value. */
export class AnswerShapeError extends Error {
  override readonly name = "AnswerShapeError";
}

/**
 * Reads the members of an answer. Members that nobody asks for are ignored, because newer servers add some; a member of another type than
 * expected is an error, because to guess would be to lose access or to grant it.
 */
export class AnswerFields {
  readonly #object: Readonly<Record<string, unknown>>;

  private constructor(
    object: object,
    private readonly where: string,
  ) {
    this.#object = object as Readonly<Record<string, unknown>>;
  }

  static of(value: unknown, where = ""): AnswerFields {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw new AnswerShapeError(
        `${where === "" ? "" : `at "${where}" `}is ${typeName(value)} instead of an object`,
      );
    }
    return new AnswerFields(value, where);
  }

  object(name: string): AnswerFields {
    return AnswerFields.of(this.#object[name], this.#path(name));
  }

  list(name: string): readonly unknown[] {
    const value = this.#object[name];
    if (Array.isArray(value)) return value as unknown[];
    throw this.#mismatch(name, "a list");
  }

  string(name: string): string {
    const value = this.#object[name];
    if (typeof value === "string") return value;
    throw this.#mismatch(name, "a string");
  }

  number(name: string): number {
    const value = this.#object[name];
    if (typeof value === "number") return value;
    throw this.#mismatch(name, "a number");
  }

  boolean(name: string): boolean {
    const value = this.#object[name];
    if (typeof value === "boolean") return value;
    throw this.#mismatch(name, "true or false");
  }

  /** Absent and null are the same. */
  optional<T>(name: string, read: (fields: AnswerFields, name: string) => T): T | null {
    const value = this.#object[name];
    return value === undefined || value === null ? null : read(this, name);
  }

  optionalString(name: string): string | null {
    return this.optional(name, (fields) => fields.string(name));
  }

  optionalNumber(name: string): number | null {
    return this.optional(name, (fields) => fields.number(name));
  }

  optionalBoolean(name: string): boolean | null {
    return this.optional(name, (fields) => fields.boolean(name));
  }

  #path(name: string): string {
    return this.where === "" ? name : `${this.where}.${name}`;
  }

  #mismatch(name: string, expected: string): AnswerShapeError {
    return new AnswerShapeError(
      `has ${typeName(this.#object[name])} instead of ${expected} at "${this.#path(name)}"`,
    );
  }
}

function typeName(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

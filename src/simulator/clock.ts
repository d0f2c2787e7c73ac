/** The server's time. It starts as the machine's and can be moved and made faster, so that a test need not wait. */
export class Clock {
  private realOrigin = Date.now();
  private origin = this.realOrigin;
  private factor = 1;

  /** Milliseconds since the epoch, by the server's clock. */
  now(): number {
    return Math.floor(this.origin + (Date.now() - this.realOrigin) * this.factor);
  }

  date(): Date {
    return new Date(this.now());
  }

  /** How far the server's clock is ahead of the machine's, in milliseconds. */
  get offset(): number {
    return this.now() - Date.now();
  }

  /** How many of the server's seconds pass in one real second; 0 stops the clock. */
  get scale(): number {
    return this.factor;
  }

  set scale(factor: number) {
    if (!Number.isFinite(factor) || factor < 0) {
      throw new RangeError(`A clock's scale is a number of 0 or more, not ${factor}.`);
    }
    this.restart(this.now());
    this.factor = factor;
  }

  /** Moves the clock by so many milliseconds; a negative number turns it back. */
  advance(milliseconds: number): void {
    this.restart(this.now() + milliseconds);
  }

  /** Sets the clock; it goes on from there. */
  set(time: Date | number): void {
    const milliseconds = typeof time === "number" ? time : time.getTime();
    if (!Number.isFinite(milliseconds)) {
      throw new RangeError("A clock is set to a valid date or to a number of milliseconds.");
    }
    this.restart(milliseconds);
  }

  private restart(time: number): void {
    this.realOrigin = Date.now();
    this.origin = time;
  }
}

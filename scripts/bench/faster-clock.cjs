// Loaded into each provider process by NODE_OPTIONS=--require: lets its clock and timers run BENCH_CLOCK_SCALE times as fast, as the
// simulator's clock does meanwhile, so that the minutes of a rate limit pass in seconds.
"use strict";
const scale = Number(process.env.BENCH_CLOCK_SCALE);

const now = performance.now.bind(performance);
performance.now = () => now() * scale;

const { setTimeout: startTimer } = globalThis;
globalThis.setTimeout = (callback, milliseconds = 0, ...parameters) =>
  startTimer(callback, milliseconds / scale, ...parameters);

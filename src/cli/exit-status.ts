/** A file could not be read, a server not asked: nothing can be said. Commander ends with it, too, when the command line is wrong. */
export const FAILURE = 1;

/** What was read is not let through: a violation of a gate, or drift. */
export const VIOLATION = 2;

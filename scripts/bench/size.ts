/** How much is measured. */
export interface Size {
  readonly startRuns: number;
  readonly planRuns: number;
  readonly createRuns: number;
  /** Privileges of the plan and of the create. */
  readonly privileges: number;
  readonly identities: number;
  /** Privileges of the rows that follow the provider's CPU and memory, and runs of each. */
  readonly scale: readonly { readonly privileges: number; readonly runs: number }[];
  readonly rateLimited: {
    readonly privileges: number;
    readonly identities: number;
    readonly projects: number;
  };
}

export const FULL: Size = {
  startRuns: 15,
  planRuns: 5,
  createRuns: 3,
  privileges: 1_000,
  identities: 20,
  scale: [
    { privileges: 100, runs: 5 },
    { privileges: 1_000, runs: 5 },
    { privileges: 5_000, runs: 1 },
    { privileges: 10_000, runs: 1 },
  ],
  rateLimited: { privileges: 4_000, identities: 600, projects: 40 },
};

/** The same rows with less in them, to see that they work; a minute is too short for figures. */
export const QUICK: Size = {
  startRuns: 5,
  planRuns: 2,
  createRuns: 1,
  privileges: 200,
  identities: 4,
  scale: [
    { privileges: 100, runs: 1 },
    { privileges: 400, runs: 1 },
  ],
  rateLimited: { privileges: 150, identities: 60, projects: 4 },
};

/** Whether a sentence speaks of what an apply will do, or of what somebody has done outside Terraform. */
export type Tense = "future" | "past";

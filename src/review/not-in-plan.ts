/** Why a plan does not show something: a review tells no difference between the two. */
export const NOT_IN_PLAN = "known only after the apply or marked sensitive";

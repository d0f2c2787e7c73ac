import type { EffectiveAccess } from "../access/effective-access";
import type { Finding, ResourceName } from "./finding";
import type { Identity } from "./identity";
import type { Server } from "./server";

/** A change that a review cannot judge. */
export interface NotJudged {
  readonly resource: ResourceName;
  readonly type: string;
  /** Terraform's words. */
  readonly actions: readonly string[];
}

/** What an identity may do in a project, before and after. */
export interface PairAccess {
  readonly server: Server;
  readonly identity: Identity;
  /** null while it is not known. */
  readonly project: string | null;
  readonly before: EffectiveAccess;
  readonly after: EffectiveAccess;
}

export interface ReviewedPlan {
  readonly source: string;
  readonly terraformVersion: string | undefined;
  /** When it was made; undefined for plans of old versions of Terraform, which do not say. */
  readonly madeAt: Date | undefined;
  /** Whether it covers the whole configuration: false with `-target`, and when changes are deferred. */
  readonly isComplete: boolean;
  /** How many resources of this product's provider it holds. */
  readonly ownResources: number;
  /** What shows that another version of the provider made it. */
  readonly signOfUnknownVersion: string | undefined;
}

/** What a reviewer is told of one or more plans. */
export interface Review {
  /** Whether the plans are to be applied, or only show what happened. */
  readonly purpose: "review" | "drift";
  readonly plans: readonly ReviewedPlan[];
  /** Windows that end by then count as ended. */
  readonly now: Date;
  /** Whether the plans hold resources of more than one server, so that a reader has to be told which. */
  readonly isOfSeveralServers: boolean;
  /** What applying the plans does to access, sorted by identity and project. */
  readonly findings: readonly Finding[];
  /** What somebody did outside Terraform since the last apply. */
  readonly drift: readonly Finding[];
  readonly notJudged: readonly NotJudged[];
  /** How many resources of this product's provider change without an effect on access. */
  readonly changesWithoutEffect: number;
  readonly access: readonly PairAccess[];
  /** What could not be looked at, and why: a sentence each, safe to print. */
  readonly failures: readonly string[];
}

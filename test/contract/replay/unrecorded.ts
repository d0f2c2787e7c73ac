import type { Simulator } from "../../../src/simulator/start-simulator";
import { field, messageOf, targetOf, type Exchange } from "./exchange";

const universalAuthPath = /^\/api\/v1\/auth\/universal-auth\/identities\/([0-9a-f-]{36})$/i;

/**
 * The recorder gave each request the next address (250 to a block), and cleaned up and prepared by requests that it did not record. So
 * a step that a recording presupposes may be taken only where the addresses show that one is missing.
 */
export function isGapBefore(exchange: Exchange, previous: Exchange | undefined): boolean {
  const [here, before] = [exchange, previous].map((each) => addressNumber(each));
  return here === undefined || before === undefined || here !== before + 1;
}

function addressNumber(exchange: Exchange | undefined): number | undefined {
  const [, , third, fourth] = (exchange?.requestHeaders["x-real-ip"] ?? "").split(".").map(Number);
  return third === undefined || fourth === undefined ? undefined : third * 250 + fourth;
}

/** Takes the step that the recorder must have taken before this exchange, when its answer cannot be without it. */
export function takeUnrecordedStep(exchange: Exchange, simulator: Simulator): void {
  const identityId = universalAuthPath.exec(exchange.path)?.[1]?.toLowerCase();
  if (identityId !== undefined) {
    prepareUniversalAuth(exchange, identityId, simulator);
  } else {
    prepareProject(exchange, simulator);
  }
}

function prepareUniversalAuth(exchange: Exchange, identityId: string, { store }: Simulator): void {
  const isAttached = store.universalAuth(identityId) !== undefined;
  const saysAlreadyConfigured = messageOf(exchange).includes("already configured");
  if (exchange.method === "POST" && isAttached && !saysAlreadyConfigured) {
    store.detachUniversalAuth(identityId);
  }
  const isMorePrivileged = messageOf(exchange).includes("more privileged");
  if (exchange.method !== "POST" && !isAttached && (exchange.status === 200 || isMorePrivileged)) {
    store.attachUniversalAuth(identityId);
  }
  if (isMorePrivileged) {
    store.setOrganizationRole(identityId, "admin");
  }
  if (messageOf(exchange) === "Failed to find identity" && saysGone(exchange)) {
    store.deleteIdentity(identityId);
  }
}

/** Memberships, roles and projects that a note says to have changed. */
function prepareProject(exchange: Exchange, { store, world }: Simulator): void {
  const { identityId, projectSlug } = targetOf(exchange);
  if (identityId === undefined || projectSlug === undefined || !store.hasProject(projectSlug)) {
    return;
  }
  const isMember = store.isMember(identityId, projectSlug);
  if (isMember && saysGone(exchange) && messageOf(exchange).startsWith("Failed to find identity with id")) {
    store.removeMembership(identityId, projectSlug);
  }
  if (!isMember && exchange.status === 200) {
    const target = world.targets.find((each) => each.identityId === identityId);
    store.addMembership(identityId, projectSlug, target?.projectRole ?? "no-access");
  }
  if (isMember && messageOf(exchange).includes("more privileged") && /\badmin\b/.test(exchange.note)) {
    store.setProjectRole(identityId, projectSlug, "admin");
  }
  if (saysGone(exchange) && field(exchange.responseBody, "error") === "Find project by slug") {
    store.deleteProject(projectSlug);
  }
}

function saysGone({ note }: Exchange): boolean {
  return /remov|delet|no longer|gone/i.test(note);
}

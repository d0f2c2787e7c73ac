import type { Correspondence, Difference } from "./correspondence";
import { isObject } from "./exchange";

/** Fields that a server fills with an identifier of its own making. */
const identifierFields = new Set([
  "id",
  "clientId",
  "projectMembershipId",
  "identityUAId",
  "identityId",
  "projectId",
]);
/** Fields that a server fills with the time of a request. */
const timeFields = new Set(["createdAt", "updatedAt", "date"]);
const timeForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
/** Fields that a recording does not show. */
const redacted = "REDACTED";

/** What the comparison knows of the request. */
export interface BodyContext {
  correspondence: Correspondence;
  /** The request left the choice of a slug to the server. */
  generatesSlug: boolean;
  /** Compare only the fields that both have: for answers whose form is not part of the contract. */
  commonFieldsOnly: boolean;
}

interface Place {
  where: string;
  key: string;
  /** Identifier of the row that a field belongs to: times are compared row by row. */
  row: string;
}

/**
 * The first difference between two answers' bodies: values, field order, nulls. The order of a LIST says nothing
 * (contract/api.md 2 and 7.10), so its rows are compared by identifier.
 */
export function compareBodies(
  recorded: unknown,
  replayed: unknown,
  context: BodyContext,
): Difference | undefined {
  return compare(recorded, replayed, { where: "body", key: "", row: "" }, context);
}

function compare(
  recorded: unknown,
  replayed: unknown,
  place: Place,
  context: BodyContext,
): Difference | undefined {
  const different = { where: place.where, recorded, replayed };
  if (typeof recorded === "string") {
    return typeof replayed === "string" && sameText(recorded, replayed, place, context)
      ? undefined
      : different;
  }
  if (Array.isArray(recorded)) {
    return Array.isArray(replayed) ? compareLists(recorded, replayed, place, context) : different;
  }
  if (isObject(recorded)) {
    return isObject(replayed) ? compareObjects(recorded, replayed, place, context) : different;
  }
  return recorded === replayed ? undefined : different;
}

function sameText(
  recorded: string,
  replayed: string,
  place: Place,
  { correspondence, generatesSlug, commonFieldsOnly }: BodyContext,
): boolean {
  if (recorded === redacted) {
    return replayed !== "";
  }
  if (timeFields.has(place.key)) {
    return (
      timeForm.test(recorded) === timeForm.test(replayed) &&
      correspondence.matches(`${place.row} ${recorded}`, `${correspondence.translate(place.row)} ${replayed}`)
    );
  }
  if (identifierFields.has(place.key) && correspondence.isUuid(recorded)) {
    return correspondence.isUuid(replayed) && correspondence.matches(recorded, replayed);
  }
  // Four random characters; that they belong to the secret cannot be seen where the secret is not shown.
  if (place.key === "clientSecretPrefix") {
    return (
      recorded.length === replayed.length &&
      correspondence.matches(`${place.row} ${recorded}`, `${correspondence.translate(place.row)} ${replayed}`)
    );
  }
  if (commonFieldsOnly && place.key === "slug") {
    return correspondence.matches(recorded, replayed);
  }
  if (generatesSlug && place.key === "slug") {
    const areGenerated = correspondence.isGeneratedSlug(recorded) && correspondence.isGeneratedSlug(replayed);
    return areGenerated && correspondence.matches(recorded, replayed);
  }
  return correspondence.translate(recorded) === replayed;
}

function compareLists(
  recorded: unknown[],
  replayed: unknown[],
  place: Place,
  context: BodyContext,
): Difference | undefined {
  if (recorded.length !== replayed.length) {
    return { where: `${place.where}.length`, recorded: recorded.length, replayed: replayed.length };
  }
  const partners = place.key === "privileges" ? paired(recorded, replayed, context.correspondence) : replayed;
  return firstOf(recorded, (item, index) =>
    compare(item, partners[index], { ...place, where: `${place.where}[${String(index)}]` }, context),
  );
}

/** The replayed rows in the order of the recorded ones; a row without a partner stays where it was. */
function paired(recorded: unknown[], replayed: unknown[], correspondence: Correspondence): unknown[] {
  const rest = new Map(replayed.map((row) => [isObject(row) ? row["id"] : row, row]));
  const partners = recorded.map((row) => {
    const id = isObject(row) && typeof row["id"] === "string" ? correspondence.translate(row["id"]) : "";
    const partner = rest.get(id);
    rest.delete(id);
    return partner;
  });
  const left = rest.values();
  return partners.map((partner) => partner ?? left.next().value);
}

function compareObjects(
  recorded: Record<string, unknown>,
  replayed: Record<string, unknown>,
  place: Place,
  context: BodyContext,
): Difference | undefined {
  const keys = { recorded: Object.keys(recorded), replayed: Object.keys(replayed) };
  if (!context.commonFieldsOnly && keys.recorded.join() !== keys.replayed.join()) {
    return { where: `${place.where} (fields)`, ...keys };
  }
  const compared = keys.recorded.filter((key) => key in replayed);
  const row = typeof recorded["id"] === "string" ? recorded["id"] : place.row;
  return firstOf(compared, (key) =>
    compare(recorded[key], replayed[key], { where: `${place.where}.${key}`, key, row }, context),
  );
}

function firstOf<Item>(
  items: readonly Item[],
  difference: (item: Item, index: number) => Difference | undefined,
): Difference | undefined {
  for (const [index, item] of items.entries()) {
    const found = difference(item, index);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

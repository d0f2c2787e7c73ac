import type { PrivilegeRow } from "./rows";

/**
 * The privileges in the order of a database heap, which is the order of LIST: an update moves a row to the end, and
 * the place of a deleted row is used again (contract/api.md 2, p13:7-11, p08:45).
 */
export class PrivilegeTable {
  private readonly byId = new Map<string, PrivilegeRow>();
  private readonly byMembership = new Map<string, (PrivilegeRow | undefined)[]>();
  private readonly byProjectSlug = new Map<string, Set<PrivilegeRow>>();

  get size(): number {
    return this.byId.size;
  }

  all(): PrivilegeRow[] {
    return [...this.byMembership.values()].flat().filter((row) => row !== undefined);
  }

  get(id: string): PrivilegeRow | undefined {
    return this.byId.get(id);
  }

  ofMembership(membershipId: string): PrivilegeRow[] {
    return (this.byMembership.get(membershipId) ?? []).filter((row) => row !== undefined);
  }

  /** Every row of a project with that slug, whosever it is. */
  ofProjectSlug(projectId: string, slug: string): PrivilegeRow[] {
    return [...(this.byProjectSlug.get(slugKey(projectId, slug)) ?? [])];
  }

  insert(row: PrivilegeRow): void {
    const places = this.byMembership.get(row.membershipId) ?? [];
    const free = places.indexOf(undefined);
    places[free === -1 ? places.length : free] = row;
    this.byMembership.set(row.membershipId, places);
    this.byId.set(row.id, row);
    this.addToSlugs(row);
  }

  /** Changes a row and moves it to the end of the heap. */
  update(row: PrivilegeRow, changes: Partial<PrivilegeRow>): void {
    this.removeFromSlugs(row);
    Object.assign(row, changes);
    this.addToSlugs(row);
    const places = this.byMembership.get(row.membershipId) ?? [];
    places.splice(places.indexOf(row), 1);
    places.push(row);
  }

  delete(row: PrivilegeRow): void {
    const places = this.byMembership.get(row.membershipId) ?? [];
    places[places.indexOf(row)] = undefined;
    this.byId.delete(row.id);
    this.removeFromSlugs(row);
  }

  deleteOfMembership(membershipId: string): void {
    for (const row of this.ofMembership(membershipId)) {
      this.delete(row);
    }
    this.byMembership.delete(membershipId);
  }

  private addToSlugs(row: PrivilegeRow): void {
    const key = slugKey(row.projectId, row.slug);
    const rows = this.byProjectSlug.get(key) ?? new Set();
    rows.add(row);
    this.byProjectSlug.set(key, rows);
  }

  private removeFromSlugs(row: PrivilegeRow): void {
    const key = slugKey(row.projectId, row.slug);
    const rows = this.byProjectSlug.get(key);
    rows?.delete(row);
    if (rows?.size === 0) {
      this.byProjectSlug.delete(key);
    }
  }
}

function slugKey(projectId: string, slug: string): string {
  return `${projectId}/${slug}`;
}

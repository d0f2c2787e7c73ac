/**
 * The first key that stands twice in one object of a JSON text, else undefined. `JSON.parse` keeps the last one silently, so a value that was pasted
 * into a text without escaping (`x","environment":"*`) could replace a condition that a reader has seen above it.
 *
 * @param text valid JSON
 */
export function duplicateKey(text: string): string | undefined {
  const openObjects: Set<string>[] = [];
  const tokens = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}]/g;
  for (const [token, colon] of text.matchAll(tokens)) {
    if (token === "{") openObjects.push(new Set());
    else if (token === "}") openObjects.pop();
    else if (colon !== undefined) {
      const key = JSON.parse(token.slice(0, -colon.length)) as string;
      const keys = openObjects.at(-1);
      if (keys?.has(key) === true) return key;
      keys?.add(key);
    }
  }
  return undefined;
}

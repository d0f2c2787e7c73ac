/** Longest line of the code, as prettier counts. */
const WIDTH = 120;

/**
 * A JSON value as TypeScript in the style of prettier: names without quotes, lists in one line where they fit, trailing commas.
 *
 * @param indentation of the line in which it begins
 * @param before how many characters stand before it in that line, behind the indentation
 */
export function printLiteral(value: unknown, indentation: string, before = 0): string {
  const inner = `${indentation}  `;
  if (Array.isArray(value)) {
    const elements = value.map((element) => printLiteral(element, inner));
    const line = `[${elements.join(", ")}]`;
    const fits = indentation.length + before + line.length + ",".length <= WIDTH;
    if (fits && value.every((element) => typeof element !== "object")) return line;
    return `[\n${elements.map((element) => `${inner}${element},\n`).join("")}${indentation}]`;
  }
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  if (members.length === 0) return "{}";
  const lines = members.map(([name, member]) => {
    const start = `${key(name)}: `;
    return `${inner}${start}${printLiteral(member, inner, start.length)},\n`;
  });
  return `{\n${lines.join("")}${indentation}}`;
}

function key(name: string): string {
  // Without brackets it would be the prototype of the object, and no member of it.
  if (name === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

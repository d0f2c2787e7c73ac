/** A JSON value as TypeScript in the style of prettier: names without quotes, short lists in one line, trailing commas. */
export function printLiteral(value: unknown, indentation: string): string {
  const inner = `${indentation}  `;
  if (Array.isArray(value)) {
    if (value.every((element) => typeof element !== "object")) {
      return `[${value.map((element) => JSON.stringify(element)).join(", ")}]`;
    }
    return `[\n${value.map((element) => `${inner}${printLiteral(element, inner)},\n`).join("")}${indentation}]`;
  }
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  if (members.length === 0) return "{}";
  const lines = members.map(([name, member]) => `${inner}${key(name)}: ${printLiteral(member, inner)},\n`);
  return `{\n${lines.join("")}${indentation}}`;
}

function key(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

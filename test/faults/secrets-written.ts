import type { Simulator } from "../../src/simulator/start-simulator";

/** An access token of the server: a JSON web token. */
const TOKEN = /eyJ[\w-]{10,}\.eyJ[\w-]{10,}(\.[\w-]+)?/;

/** The secrets of a run that stand in a text, however they are encoded. */
export function secretsIn(text: string, { world }: Pick<Simulator, "world">): string[] {
  const { clientSecret } = world.operator;
  const forms = {
    "the client secret": clientSecret,
    "the client secret in base64": Buffer.from(clientSecret).toString("base64").replace(/=+$/, ""),
    "the client secret in hexadecimal": Buffer.from(clientSecret).toString("hex"),
  };
  const found = Object.entries(forms).flatMap(([name, form]) => (text.includes(form) ? [name] : []));
  return TOKEN.test(text) ? [...found, "an access token"] : found;
}

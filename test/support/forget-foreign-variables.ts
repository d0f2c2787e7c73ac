import { isForeign } from "./foreign-variables";

// Before each test file: a provider that a test serves from its own process reads the environment of that process.
for (const name of Object.keys(process.env)) {
  if (isForeign(name)) Reflect.deleteProperty(process.env, name);
}

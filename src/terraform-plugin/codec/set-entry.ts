/** Sets one entry of a plain object, also when its key is `__proto__`, which an assignment would take for the prototype. */
export function setEntry<T>(object: Record<string, T>, key: string, value: T): void {
  if (key === "__proto__") {
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    object[key] = value;
  }
}

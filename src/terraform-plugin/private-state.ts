export type JsonValue =
  null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** Data that a resource keeps beside its state and that Terraform shows to nobody. Not encrypted: never a secret. */
export type PrivateState = Readonly<Record<string, JsonValue>>;

import { code, type Phrase, phrase, plainText } from "./phrase";

/**
 * Which server a resource is on, as far as its plan tells. An id means nothing on another server, but servers can share ids, as after a restore. In doubt it
 * is another server, for what was allowed on one must not pass for allowed on the other.
 */
export type Server =
  | { readonly kind: "host"; readonly url: string }
  /** The provider leaves it to the environment of Terraform, which no plan shows. */
  | { readonly kind: "environment" }
  | {
      readonly kind: "unknown";
      /** The plan that does not tell it. */
      readonly plan: string;
      /** As the plan calls the provider: "infisicalaccess.eu"; null where not even that is told, of a resource that is no longer configured. */
      readonly provider: string | null;
      /** What the host is made from, with what is known of it: `var.region = "eu"`, `local.domain`. */
      readonly from: readonly string[];
    };

/** The same text for the same server. */
export function serverKey(server: Server): string {
  switch (server.kind) {
    case "host":
      return server.url;
    case "environment":
      return "environment";
    case "unknown":
      return JSON.stringify([server.plan, server.provider, server.from]);
  }
}

/** Where an identity is, for a review of several servers: "on https://infisical.example". */
export function onServer(server: Server): Phrase {
  switch (server.kind) {
    case "host":
      return phrase`on ${code(server.url)}`;
    case "environment":
      return phrase`on the server that the environment names`;
    case "unknown": {
      const { provider, from } = server;
      if (provider === null) return phrase`on a server that the plan does not tell`;
      return from.length === 0
        ? phrase`on the server of the provider ${code(provider)}`
        : phrase`on the server of the provider ${code(provider)} (${from.join(", ")})`;
    }
  }
}

export function onServerText(server: Server): string {
  return plainText(onServer(server));
}

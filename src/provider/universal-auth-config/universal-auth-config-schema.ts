import type { Attribute, Schema } from "../../terraform-plugin/schema";

const trustedIps = (what: string): Attribute => ({
  type: { set: "string" },
  optional: true,
  computed: true,
  description: `Addresses and networks (CIDR) from which ${what}. Default: any address. Lists other than that need a plan with IP allow-listing on the server.`,
});

const newerServers = "Servers before 2026 do not know it: null there, and an error when it is configured.";

export const universalAuthConfigSchema: Schema = {
  version: 0,
  description:
    "The universal auth configuration of a machine identity: lifetimes and use limits of its access tokens, and the networks that it may log in from. An identity has at most one. Destroying it revokes every client secret and access token of the identity.",
  attributes: {
    id: {
      type: "string",
      computed: true,
      useStateForUnknown: true,
      description: "UUID of the universal auth on the server.",
    },
    client_id: {
      type: "string",
      computed: true,
      useStateForUnknown: true,
      description:
        "Client id with which the identity logs in. Attaching universal auth again gives a new one.",
    },
    identity_id: {
      type: "string",
      required: true,
      requiresReplace: true,
      description: "UUID of the machine identity.",
    },
    access_token_ttl: {
      type: "number",
      optional: true,
      computed: true,
      description:
        "Seconds that an access token lives, 0 to 315360000. Default: 2592000 (30 days), or the maximum where that is lower and not 0.",
    },
    access_token_max_ttl: {
      type: "number",
      optional: true,
      computed: true,
      description:
        "Seconds that an access token can live when it is renewed, 0 to 315360000; 0 means without limit. Default: 2592000 (30 days).",
    },
    access_token_num_uses_limit: {
      type: "number",
      optional: true,
      computed: true,
      description: "How often an access token can be used; 0 means without limit. Default: 0.",
    },
    access_token_trusted_ips: trustedIps("access tokens are accepted"),
    client_secret_trusted_ips: trustedIps("client secrets are accepted at login"),
    access_token_period: {
      type: "number",
      optional: true,
      computed: true,
      description: `Seconds for which a periodic access token can be renewed without end; 0 means not periodic. Default: 0. ${newerServers}`,
    },
    lockout_enabled: {
      type: "bool",
      optional: true,
      computed: true,
      description: `Whether failed logins lock the identity out for a while. Default: true. ${newerServers}`,
    },
    lockout_threshold: {
      type: "number",
      optional: true,
      computed: true,
      description: `Failed logins that lock the identity out, 1 to 30. Default: 3. ${newerServers}`,
    },
    lockout_duration_seconds: {
      type: "number",
      optional: true,
      computed: true,
      description: `Seconds that a lockout lasts, 30 to 86400. Default: 300. ${newerServers}`,
    },
    lockout_counter_reset_seconds: {
      type: "number",
      optional: true,
      computed: true,
      description: `Seconds after which failed logins are forgotten, 5 to 3600. Default: 30. ${newerServers}`,
    },
    adopt_existing: {
      type: "bool",
      optional: true,
      computed: true,
      defaultValue: false,
      description:
        "Whether to take over a universal auth that is attached to the identity already instead of failing. Default: false.",
    },
    deletion_protection: {
      type: "bool",
      optional: true,
      computed: true,
      useStateForUnknown: true,
      description:
        "Whether destroying or replacing this resource is refused. Left out, it starts true for a universal auth that was imported or adopted and false for one that this resource attached.",
    },
  },
};

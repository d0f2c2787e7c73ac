import type { Schema } from "../terraform-plugin/schema";

export const providerSchema: Schema = {
  version: 0,
  description:
    "Manages what machine identities may do in Infisical: additional privileges and universal auth. Credentials come from the block or, when it names none, from the environment.",
  attributes: {
    host: {
      type: "string",
      optional: true,
      description:
        "URL of the Infisical server, such as `https://eu.infisical.com`. Default: `INFISICAL_HOST`; there is no further default, because one would send a self-hosted server's credentials to someone else. `http://` is accepted on loopback only.",
    },
    token: {
      type: "string",
      optional: true,
      sensitive: true,
      description: "Access token of a machine identity. Default: `INFISICAL_TOKEN`.",
    },
    client_id: {
      type: "string",
      optional: true,
      description:
        "Client id of the machine identity that logs in by universal auth. Default: `INFISICAL_UNIVERSAL_AUTH_CLIENT_ID`.",
    },
    client_secret: {
      type: "string",
      optional: true,
      sensitive: true,
      description:
        "Client secret of the machine identity that logs in by universal auth. Default: `INFISICAL_UNIVERSAL_AUTH_CLIENT_SECRET`.",
    },
    ca_certificate: {
      type: "string",
      optional: true,
      description:
        "PEM text of certificate authorities that are trusted in addition to the system's and those of `NODE_EXTRA_CA_CERTS`.",
    },
    request_timeout: {
      type: "number",
      optional: true,
      description: "Seconds that one request may take, 1 to 600. Default: 30.",
    },
    max_retries: {
      type: "number",
      optional: true,
      description:
        "How often a request that is safe to repeat is repeated after a lost connection, a time-out or an answer of 429, 502, 503 or 504, 0 to 20. Default: 5.",
    },
  },
};

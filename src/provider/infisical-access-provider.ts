import { InfisicalClient } from "../infisical/infisical-client";
import { describeError } from "../infisical/describe-error";
import { InfisicalError } from "../infisical/infisical-error";
import { parseHost } from "../infisical/parse-host";
import { DiagnosticError } from "../terraform-plugin/diagnostic";
import type { ConfigureRequest, Provider } from "../terraform-plugin/provider";
import { PROVIDER_ADDRESS } from "./address";
import { Connection } from "./connection";
import { identityPrivilegesDataSource } from "./data-sources/identity-privileges-data-source";
import { universalAuthConfigDataSource } from "./data-sources/universal-auth-config-data-source";
import { identityPrivilegeResource } from "./identity-privilege/identity-privilege-resource";
import { identityPrivilegesExclusiveResource } from "./identity-privileges-exclusive/identity-privileges-exclusive-resource";
import { providerSchema } from "./provider-schema";
import { resolveProviderSettings } from "./provider-settings";
import { universalAuthConfigResource } from "./universal-auth-config/universal-auth-config-resource";
import { validateProviderConfig } from "./validate-provider-config";

/** The Terraform provider `infisicalaccess`. */
export function infisicalAccessProvider(version: string): Provider<Connection> {
  return {
    address: PROVIDER_ADDRESS,
    version,
    schema: providerSchema,
    resources: [identityPrivilegeResource, universalAuthConfigResource, identityPrivilegesExclusiveResource],
    dataSources: [identityPrivilegesDataSource, universalAuthConfigDataSource],
    validate: ({ config, context }) => validateProviderConfig(config, context.diagnostics),
    configure: (request) => configure(request, version),
  };
}

async function configure(
  { config, terraformVersion, context }: ConfigureRequest,
  version: string,
): Promise<Connection> {
  const settings = resolveProviderSettings(config, process.env);
  if ("unknown" in settings) return Connection.pending(settings.unknown);

  const host = parseHost(settings.host);
  if ("problem" in host) {
    throw new DiagnosticError({
      summary: "Invalid Infisical Host",
      detail: host.problem,
      attribute: ["host"],
    });
  }
  const client = new InfisicalClient({
    ...settings,
    host: host.url,
    userAgent: `cdktf-infisical-access/${version} terraform/${terraformVersion}`,
    logger: context.logger,
  });
  // A given token is not asked about: it may lack the permission for whatever one would ask, and it shows at the first request.
  if ("clientId" in settings.credentials) {
    try {
      await client.login(context.stopped);
    } catch (error) {
      throw loginFailure(error, host.url);
    }
  }
  return Connection.to(client);
}

/** At the client id when that or its secret was refused (Terraform prints the line, so never at the secret), else at the host. */
function loginFailure(thrown: unknown, url: string): DiagnosticError {
  const error = InfisicalError.from(thrown);
  const description = describeError(error, `logging in to ${url}`);
  const attribute = [error.kind === "unauthenticated" ? "client_id" : "host"];
  return new DiagnosticError({ ...description, attribute }, { cause: thrown });
}

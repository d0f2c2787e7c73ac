import { startSimulator } from "../../src/simulator/start-simulator";
import type { ObjectValue } from "../../src/terraform-plugin/value";
import { completeObject } from "../faults/core/proposed-state";
import { type FuzzReport, fuzzPlugin } from "../terraform-plugin/fuzz/fuzz-plugin";
import type { SampleObjects } from "../terraform-plugin/fuzz/seed-messages";
import { isBug } from "./is-bug";
import { fuzzedProvider } from "./fuzzed-provider";
import { declaredObjects, plannedObject, storedObject } from "./fuzzed-stack";

/** Milliseconds after which what mutated messages have left on the server is removed: LIST answers everything at once. */
const CLEANING_INTERVAL = 250;

/** Sends mutated messages of Terraform to the provider, which talks to a server that takes what it is told. */
export async function fuzzProtocol(options: { seed: number; messages: number }): Promise<FuzzReport> {
  const simulator = await startSimulator({ release: "2026-08", rateLimit: false });
  const { operator, targets, projects } = simulator.world;
  const [identityId = "", projectSlug = ""] = [targets[0]?.identityId, projects[0]?.slug];
  const provider = fuzzedProvider(simulator.url, operator);
  const cleaning = setInterval(() => {
    for (const { id } of simulator.store.allPrivileges()) simulator.store.deletePrivilege(id);
    simulator.takeRequests();
  }, CLEANING_INTERVAL);
  try {
    const samples = samplesOf(provider, declaredObjects(identityId, projectSlug), {
      host: simulator.url,
      client_id: operator.clientId,
      client_secret: operator.clientSecret,
      request_timeout: 5,
    });
    return await fuzzPlugin(provider, {
      ...options,
      samples,
      isBug,
    });
  } finally {
    clearInterval(cleaning);
    await simulator.close();
  }
}

function samplesOf(
  provider: ReturnType<typeof fuzzedProvider>,
  declared: ReturnType<typeof declaredObjects>,
  settings: ObjectValue,
): SampleObjects {
  return {
    provider: completeObject(provider.schema.attributes, settings),
    resources: Object.fromEntries(
      provider.resources.map(({ typeName, schema: { attributes } }) => {
        // The last has the most in it.
        const object = declared[typeName]?.at(-1) ?? {};
        const { identity_id: identityId, project_slug: projectSlug, slug } = object;
        return [
          typeName,
          {
            config: completeObject(attributes, object),
            planned: completeObject(attributes, plannedObject(typeName, object)),
            stored: completeObject(attributes, storedObject(typeName, object)),
            importId: [projectSlug, identityId, slug].filter((part) => part !== undefined).join("/"),
          },
        ];
      }),
    ),
  };
}

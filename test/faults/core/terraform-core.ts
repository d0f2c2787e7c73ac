import type { Provider } from "../../../src/terraform-plugin";
import { isWhollyKnown, type ObjectValue } from "../../../src/terraform-plugin/value";
import type { TerraformDiagnostic } from "../../support/terraform-diagnostic";
import type { PluginClient } from "../../terraform-plugin/support/plugin-client";
import { type ServedProvider, servedProvider } from "../../terraform-plugin/support/served-provider";
import {
  type Configuration,
  declaredResources,
  type DeclaredResource,
  resolveReferences,
} from "./configuration";
import { completeObject, proposedState } from "./proposed-state";
import { type Instance, type Planned, ProviderCalls } from "./provider-calls";

/** How a command of Terraform ended. */
export interface CommandOutcome {
  readonly diagnostics: readonly TerraformDiagnostic[];
  /** Whether it planned anything. */
  readonly hasChanges: boolean;
}

interface StoredResource {
  readonly address: string;
  readonly typeName: string;
  readonly value: ObjectValue;
  readonly privateData: Buffer;
  readonly isTainted: boolean;
  readonly dependsOn: readonly string[];
}

type State = ReadonlyMap<string, StoredResource>;

interface Change {
  readonly address: string;
  readonly typeName: string;
  readonly action: "create" | "update" | "replace" | "delete" | "no-op";
  readonly prior: StoredResource | undefined;
  readonly resource: DeclaredResource | undefined;
  readonly planned: Instance;
}

const NOTHING: Instance = { value: null, privateData: Buffer.alloc(0) };

/**
 * What Terraform does with a provider, without Terraform: refresh, plan and apply through the plugin protocol, with a connection of its own for
 * the plan and for the apply, as each is a process of its own, and with Terraform's rules for what is stored after an error. It takes
 * milliseconds where the real one takes a second, so that hundreds of runs are possible; whatever it leaves out, the real one is there for.
 */
export class TerraformCore {
  #state: State = new Map();
  #running: PluginClient | undefined;

  private constructor(
    private readonly provider: Provider<unknown>,
    private readonly served: ServedProvider,
  ) {}

  static async start(provider: Provider<unknown>, served?: ServedProvider): Promise<TerraformCore> {
    return new TerraformCore(provider, served ?? (await servedProvider(provider)));
  }

  /** By address. */
  get state(): Readonly<Record<string, ObjectValue>> {
    return Object.fromEntries([...this.#state].map(([address, { value }]) => [address, value]));
  }

  /** Everything that Terraform would write to its state file. */
  get storedText(): string {
    return [...this.#state.values()]
      .map(({ value, privateData }) => JSON.stringify(value) + privateData.toString("utf8"))
      .join("\n");
  }

  async plan(configuration: Configuration): Promise<CommandOutcome> {
    return this.#inProcess((calls) => this.#plan(calls, configuration));
  }

  async apply(configuration: Configuration): Promise<CommandOutcome> {
    let changes: readonly Change[] = [];
    const planned = await this.#inProcess(async (calls) => {
      const plan = await this.#plan(calls, configuration);
      if (!calls.hasError) {
        changes = plan.changes;
        this.#state = plan.refreshed;
      }
      return plan;
    });
    if (planned.diagnostics.some(({ severity }) => severity === "error") || !planned.hasChanges)
      return planned;
    const applied = await this.#inProcess((calls) => this.#applyChanges(calls, configuration, changes));
    return { hasChanges: true, diagnostics: [...planned.diagnostics, ...applied.diagnostics] };
  }

  /** `terraform apply -refresh-only`. */
  async refresh(configuration: Configuration): Promise<CommandOutcome> {
    return this.#inProcess(async (calls) => {
      if (!(await calls.configure(configuration.provider))) return { hasChanges: false };
      const refreshed = await this.#refreshState(calls);
      if (!calls.hasError) this.#state = refreshed;
      return { hasChanges: false };
    });
  }

  async import(configuration: Configuration, address: string, id: string): Promise<CommandOutcome> {
    const typeName = address.slice(0, address.indexOf("."));
    return this.#inProcess(async (calls) => {
      if (!(await calls.configure(configuration.provider))) return { hasChanges: false };
      const imported = await calls.importState(typeName, id, address);
      if (imported?.value) this.#state = this.#with({ address, typeName, dependsOn: [] }, imported, false);
      return { hasChanges: false };
    });
  }

  /** What the first Ctrl-C does. */
  async stop(): Promise<void> {
    await this.#running?.call("stopProvider");
  }

  /** Forgets everything, as a Terraform does that was killed before it could store anything. */
  forget(): void {
    this.#state = new Map();
  }

  close(): Promise<void> {
    return this.served.close();
  }

  async #inProcess(
    run: (calls: ProviderCalls) => Promise<{ readonly hasChanges: boolean }>,
  ): Promise<CommandOutcome> {
    const client = this.served.connect();
    this.#running = client;
    const calls = new ProviderCalls(this.provider, client);
    try {
      const { hasChanges } = await run(calls);
      return { hasChanges, diagnostics: calls.diagnostics };
    } finally {
      client.close();
    }
  }

  async #refreshState(calls: ProviderCalls): Promise<State> {
    const refreshed = await Promise.all(
      [...this.#state.values()].map(async (stored): Promise<readonly [string, StoredResource][]> => {
        const read = await calls.refresh(stored.typeName, stored, stored.address);
        if (read?.value === null) return [];
        const now = read?.value ? { ...stored, value: read.value, privateData: read.privateData } : stored;
        return [[stored.address, now]];
      }),
    );
    return new Map(refreshed.flat());
  }

  async #plan(
    calls: ProviderCalls,
    configuration: Configuration,
  ): Promise<{ refreshed: State; changes: readonly Change[]; hasChanges: boolean }> {
    if (!(await calls.configure(configuration.provider))) {
      return { refreshed: this.#state, changes: [], hasChanges: false };
    }
    const refreshed = await this.#refreshState(calls);
    const plannedValues = new Map<string, ObjectValue | null>();
    const changes = new Map<string, Change>();
    const declared = declaredResources(configuration.resources);
    await inOrder(declared, async (resource) => {
      const change = await planDeclared(
        calls,
        resource,
        refreshed.get(resource.address),
        (address) => plannedValues.get(address) ?? null,
      );
      if (!change) return;
      changes.set(resource.address, change);
      plannedValues.set(resource.address, change.planned.value);
    });
    for (const prior of refreshed.values()) {
      if (declared.some(({ address }) => address === prior.address)) continue;
      const { address, typeName, value, privateData } = prior;
      await calls.plan(typeName, { prior: value, config: null, proposed: null, privateData }, address);
      changes.set(address, {
        address,
        typeName,
        action: "delete",
        prior,
        resource: undefined,
        planned: NOTHING,
      });
    }
    const all = [...changes.values()];
    return { refreshed, changes: all, hasChanges: all.some(({ action }) => action !== "no-op") };
  }

  async #applyChanges(
    calls: ProviderCalls,
    { provider }: Configuration,
    changes: readonly Change[],
  ): Promise<{ hasChanges: boolean }> {
    const result = { hasChanges: true };
    if (!(await calls.configure(provider))) return result;
    const failed = new Set<string>();
    const deletions = changes.filter(({ action }) => action === "delete");
    const others = changes.filter(({ resource }) => resource !== undefined);
    // What refers to something else goes before it.
    const deleteAll = inOrder(
      deletions.map((change) => ({
        ...change,
        dependsOn: deletions
          .filter(({ prior }) => prior?.dependsOn.includes(change.address))
          .map(({ address }) => address),
      })),
      async (change) => {
        if (!change.dependsOn.some((address) => failed.has(address)) && (await this.#delete(calls, change)))
          return;
        failed.add(change.address);
      },
    );
    const writeAll = inOrder(
      others.map((change) => ({ ...change, dependsOn: change.resource?.dependsOn ?? [] })),
      async (change) => {
        const isBlocked = change.dependsOn.some((address) => failed.has(address));
        if (isBlocked || !(await this.#write(calls, change))) failed.add(change.address);
      },
    );
    await Promise.all([deleteAll, writeAll]);
    return result;
  }

  async #delete(calls: ProviderCalls, { address, typeName, prior }: Change): Promise<boolean> {
    if (!prior) return true;
    const planned = { value: null, privateData: prior.privateData };
    const result = await calls.apply(typeName, { prior: prior.value, config: null, planned }, address);
    this.#state = result.value ? this.#with(prior, result, prior.isTainted) : this.#without(address);
    return !result.failed;
  }

  async #write(calls: ProviderCalls, change: Change): Promise<boolean> {
    const { action, address, typeName, prior, resource } = change;
    if (action === "no-op" || !resource) return true;
    if (action === "replace" && !(await this.#delete(calls, change))) return false;
    const before = action === "update" ? prior : undefined;
    const lookUp = (other: string) => this.#state.get(other)?.value ?? null;
    const config = configOf(calls, resource, lookUp);
    // Computed again with what is known by now; the private data of the plan of a replacement goes on.
    const planned = await planOnce(
      calls,
      resource,
      config,
      before?.value ?? null,
      before?.privateData ?? change.planned.privateData,
    );
    if (!planned) return false;
    const result = await calls.apply(typeName, { prior: before?.value ?? null, config, planned }, address);
    if (result.value) {
      this.#state = this.#with(resource, result, result.failed && before === undefined);
    } else if (!result.failed) {
      this.#state = this.#without(address);
    }
    return !result.failed;
  }

  #with(
    { address, typeName, dependsOn }: Pick<StoredResource, "address" | "typeName" | "dependsOn">,
    { value, privateData }: Instance,
    isTainted: boolean,
  ): State {
    if (value === null || !isWhollyKnown(value)) throw new Error(`${address}: what is stored must be known`);
    return new Map([
      ...this.#state,
      [address, { address, typeName, dependsOn, value, privateData, isTainted }],
    ]);
  }

  #without(address: string): State {
    return new Map([...this.#state].filter(([other]) => other !== address));
  }
}

type LookUp = (address: string) => ObjectValue | null;

async function planDeclared(
  calls: ProviderCalls,
  resource: DeclaredResource,
  prior: StoredResource | undefined,
  lookUp: LookUp,
): Promise<Change | undefined> {
  const { address, typeName } = resource;
  const config = configOf(calls, resource, lookUp);
  if (!(await calls.validate(typeName, config, address))) return undefined;
  const before = prior?.isTainted ? undefined : prior;
  const planned = await planOnce(
    calls,
    resource,
    config,
    before?.value ?? null,
    prior?.privateData ?? NOTHING.privateData,
  );
  if (!planned) return undefined;
  const change = { address, typeName, prior, resource };
  if (prior === undefined) return { ...change, action: "create", planned };
  if (before === undefined) return { ...change, action: "replace", planned };
  if (calls.isSame(typeName, before.value, planned.value)) return { ...change, action: "no-op", planned };
  if (!planned.isReplacement) return { ...change, action: "update", planned };
  const anew = await planOnce(calls, resource, config, null, planned.privateData);
  return anew && { ...change, action: "replace", planned: anew };
}

function planOnce(
  calls: ProviderCalls,
  { typeName, address }: DeclaredResource,
  config: ObjectValue,
  prior: ObjectValue | null,
  privateData: Buffer,
): Promise<Planned | undefined> {
  const proposed = proposedState(calls.schema(typeName).attributes, prior, config);
  return calls.plan(typeName, { prior, config, proposed, privateData }, address);
}

function configOf(
  calls: ProviderCalls,
  { typeName, attributes }: DeclaredResource,
  lookUp: LookUp,
): ObjectValue {
  const resolved = resolveReferences(attributes, lookUp) as ObjectValue;
  return completeObject(calls.schema(typeName).attributes, resolved);
}

/** Runs all at once, each after those that it depends on. */
async function inOrder<T extends { readonly address: string; readonly dependsOn: readonly string[] }>(
  items: readonly T[],
  run: (item: T) => Promise<void>,
): Promise<void> {
  const started = new Map<string, Promise<void>>();
  const start = (item: T): Promise<void> => {
    const known = started.get(item.address);
    if (known !== undefined) return known;
    const before = items.filter(({ address }) => item.dependsOn.includes(address));
    const running = Promise.all(before.map(start)).then(() => run(item));
    started.set(item.address, running);
    return running;
  };
  await Promise.all(items.map(start));
}

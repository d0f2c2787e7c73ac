import { privilegeDrift } from "../../../src/access/drift";
import { rulesFromAnswer } from "../../../src/access/rules-from-answer";
import { Connection } from "../../../src/provider/connection";
import { infisicalAccessProvider } from "../../../src/provider/infisical-access-provider";
import { encodeDynamicValue } from "../../../src/terraform-plugin/codec/dynamic-value";
import { objectTypeOf } from "../../../src/terraform-plugin/codec/object-type";
import { Call } from "../../../src/terraform-plugin/engine/call";
import { planResourceChange } from "../../../src/terraform-plugin/engine/plan-resource-change";
import { Session } from "../../../src/terraform-plugin/engine/session";
import { ProviderService } from "../../../src/terraform-plugin/generated/tfplugin6/provider";
import type { Measure } from "../measure";
import { row } from "../row";

/** Each run takes so many milliseconds at least, after a warm-up as long. */
const RUN = 200;
const RUNS = 7;
const RULES = 1_000;

/** The two inner loops of a plan, without a process or a server around them. */
export const microbenchmarks: Measure = {
  title: "inner loops",
  async run(_size, progress) {
    progress("decode, plan and encode");
    const plan = await microseconds(planOfOnePrivilege());
    progress("normalise and compare");
    const compare = await microseconds(comparisonOfRules());
    return [
      row("decode, plan and encode one unchanged privilege", "µs", plan),
      row(
        `normalise and compare ${RULES.toLocaleString("en")} rules`,
        "ms",
        compare.map((time) => time / 1000),
      ),
    ];
  },
};

/** Microseconds that one call takes, by run. */
async function microseconds(work: () => void | Promise<void>): Promise<number[]> {
  await callFor(RUN, work);
  const runs: number[] = [];
  for (let run = 1; run <= RUNS; run++) runs.push(await callFor(RUN, work));
  return runs;
}

async function callFor(milliseconds: number, work: () => void | Promise<void>): Promise<number> {
  const start = performance.now();
  let calls = 0;
  let taken = 0;
  while (taken < milliseconds) {
    await work();
    calls += 1;
    taken = performance.now() - start;
  }
  return (taken * 1000) / calls;
}

/** PlanResourceChange from bytes to bytes. */
function planOfOnePrivilege(): () => Promise<void> {
  const provider = infisicalAccessProvider("0.0.0-bench");
  const [resource] = provider.resources;
  if (resource === undefined) throw new Error("The provider has no resources.");
  const config = {
    identity_id: "0e000000-0000-4000-8000-000000000001",
    project_slug: "project-1",
    slug: "service-1",
    permissions: [
      {
        actions: ["create", "edit", "read"],
        subject: "secrets",
        conditions: JSON.stringify(conditionsOf(1)),
        inverted: null,
      },
    ],
    temporary: null,
    id: null,
    access_end_time: null,
  };
  const type = objectTypeOf(resource.schema.attributes);
  const stored = encodeDynamicValue({ ...config, id: "0f000000-0000-4000-8000-000000000001" }, type);
  const request = ProviderService.planResourceChange.requestSerialize({
    typeName: resource.typeName,
    priorState: stored,
    proposedNewState: stored,
    config: encodeDynamicValue(config, type),
    priorPrivate: Buffer.alloc(0),
    providerMeta: undefined,
    clientCapabilities: undefined,
    priorIdentity: undefined,
  });
  const session = new Session();
  session.configure(Connection.pending(["host"]));
  const silent = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };
  return async () => {
    const call = new Call("PlanResourceChange", provider, session, silent);
    await planResourceChange.answer(request, call);
    if (call.diagnostics.hasError) throw new Error(JSON.stringify(call.diagnostics.list));
  };
}

/** What a refresh does with an answer of the server whose rules mean what is declared, in another spelling and order. */
function comparisonOfRules(): () => void {
  const numbers = Array.from({ length: RULES }, (_, number) => number);
  const declared = {
    identityId: "0e000000-0000-4000-8000-000000000001",
    projectSlug: "project-1",
    slug: "service-1",
    rules: numbers.map((number) => ({
      actions: ["read", "edit"],
      subject: "secrets",
      conditions: conditionsOf(number),
      inverted: false,
    })),
    window: null,
  };
  const answered = [...numbers].reverse().flatMap((number) =>
    ["edit", "read"].map((action) => ({
      subject: ["secrets"],
      action: [action],
      conditions: { ...conditionsOf(number), environment: { $eq: "prod" } },
    })),
  );
  // Read anew each time, as a refresh reads them: what is found out about an object is kept with it.
  const texts = { declared: JSON.stringify(declared), answered: JSON.stringify(answered) };
  return () => {
    const privilege = JSON.parse(texts.declared) as typeof declared;
    const rules = rulesFromAnswer(JSON.parse(texts.answered));
    const differences = privilegeDrift(privilege, { ...privilege, rules });
    if (differences.length > 0) throw new Error(JSON.stringify(differences[0]));
  };
}

function conditionsOf(number: number) {
  return { environment: "prod", secretPath: { $glob: `/services/${number}/**` } };
}

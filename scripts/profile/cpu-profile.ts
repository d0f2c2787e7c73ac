/** As much of V8's format for CPU profiles as is read here. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  /** Ids of the nodes that were running, one after the other. */
  readonly samples: readonly number[];
  /** Microseconds before each sample. */
  readonly timeDeltas: readonly number[];
}

/** Where time goes: by the file of a bundle, or the part of V8 or Node.js. */
const AREAS: readonly (readonly [area: string, file: RegExp])[] = [
  ["the provider: rules, drift, spelling", /^src\/(provider|access)\//],
  ["the plan pipeline", /^src\/terraform-plugin\/(engine|[^/]+$)/],
  ["gRPC and HTTP/2", /^src\/terraform-plugin\/transport\//],
  ["messages: protobuf, MessagePack, JSON", /^src\/terraform-plugin\/|@bufbuild|@msgpack/],
  ["the HTTP client", /^src\/infisical\/|node_modules\//],
  ["Node.js: sockets, promises", /^node:/],
  ["garbage collection", /^\(garbage collector\)$/],
  ["V8 and the kernel", /^\(/],
];

/** Milliseconds of each area in which the process was busy, most first. */
export function timeByArea({ nodes, samples, timeDeltas }: CpuProfile, code: string): [string, number][] {
  const files = filesOfLines(code);
  const areas = new Map(nodes.map(({ id, callFrame }) => [id, areaOf(callFrame, files)]));
  const times = new Map<string, number>();
  samples.forEach((id, index) => {
    const area = areas.get(id);
    if (area === undefined) return;
    times.set(area, (times.get(area) ?? 0) + (timeDeltas[index] ?? 0) / 1000);
  });
  return [...times].sort(([, a], [, b]) => b - a);
}

/** Undefined when nothing was running. */
function areaOf(
  { functionName, url, lineNumber }: CpuProfile["nodes"][number]["callFrame"],
  files: readonly string[],
): string | undefined {
  if (functionName === "(idle)") return undefined;
  const isBuiltIn = url === "" || url.startsWith("node:");
  const place = isBuiltIn ? url || functionName : (files[lineNumber] ?? "");
  return AREAS.find(([, file]) => file.test(place))?.[0] ?? "V8 and the kernel";
}

/** By line, the file that esbuild took it from: a comment stands above each file's code. */
function filesOfLines(code: string): string[] {
  let file = "";
  return code
    .split("\n")
    .map((line) => (file = /^ *\/\/ ((?:src|node_modules)\/\S+)$/.exec(line)?.[1] ?? file));
}

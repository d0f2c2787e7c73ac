import type { LogLevel } from "../../../src/terraform-plugin";
import type { Environment } from "../../../src/terraform-plugin/transport/handshake";
import { logLevel, stderrLogger } from "../../../src/terraform-plugin/transport/stderr-logger";

test.each<[Environment, LogLevel]>([
  [{}, "error"],
  [{ TF_LOG: "" }, "error"],
  [{ TF_LOG: "off" }, "error"],
  [{ TF_LOG: "INFO" }, "info"],
  [{ TF_LOG: "json" }, "trace"],
  [{ TF_LOG: "nonsense" }, "trace"],
  [{ TF_LOG_PROVIDER: "warn" }, "warn"],
  [{ TF_LOG: "TRACE", TF_LOG_PROVIDER: "ERROR" }, "error"],
])("with %j lines are written from level %s on", (environment, level) => {
  expect(logLevel(environment)).toBe(level);
});

test("lines below the level are not written", () => {
  const lines: string[] = [];
  const logger = stderrLogger("module", "warn", (line) => lines.push(line));
  for (const level of ["trace", "debug", "info", "warn", "error"] as const) logger[level](`a ${level} line`);
  expect(lines.map((line) => (JSON.parse(line) as Record<string, string>)["@message"])).toEqual([
    "a warn line",
    "a error line",
  ]);
});

test("no line reaches go-plugin's limit of 64 KiB, however much there is to say", () => {
  const lines: string[] = [];
  const logger = stderrLogger("module", "info", (line) => lines.push(line));
  logger.info(
    "\u0001".repeat(100_000),
    Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`field${index}`, "\u0001".repeat(10_000)])),
  );
  expect(lines).toHaveLength(1);
  expect(Buffer.byteLength(lines[0] ?? "")).toBeLessThan(65_536);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ "@level": "info", "@module": "module" });
});

test("fields can't take the place of what Terraform reads", () => {
  const lines: string[] = [];
  stderrLogger("module", "info", (line) => lines.push(line)).info("message", {
    "@level": 3,
    "@timestamp": null,
    name: null,
  });
  expect(JSON.parse(lines[0] ?? "")).toEqual({
    "@level": "info",
    "@message": "message",
    "@module": "module",
    "@timestamp": expect.stringMatching(/\.\d{6}Z$/) as string,
    name: "null",
  });
});

import type { LogFields, Logger, LogLevel } from "../logger";
import type { Environment } from "./handshake";

const levels: readonly LogLevel[] = ["trace", "debug", "info", "warn", "error"];

/** go-hclog reads lines up to 64 KiB; the escapes of a longer value are counted in. */
const longestLine = 60_000;
const longestMessage = 8_000;
const longestField = 4_000;

/**
 * Writes the lines of JSON that go-plugin takes for structured logs: text values alone, and a time with exactly six digits after the second,
 * without which Terraform's own parser panics.
 */
export function stderrLogger(module: string, level: LogLevel, write: (line: string) => void): Logger {
  const lowest = levels.indexOf(level);
  const at =
    (line: LogLevel) =>
    (message: string, fields: LogFields = {}): void => {
      if (levels.indexOf(line) >= lowest) write(logLine(module, line, message, fields));
    };
  return { trace: at("trace"), debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

function logLine(module: string, level: LogLevel, message: string, fields: LogFields): string {
  const head = {
    "@level": level,
    "@message": shortened(message, longestMessage),
    "@module": module,
    "@timestamp": new Date().toISOString().replace("Z", "000Z"),
  };
  const texts = Object.entries(fields)
    .filter(([name, value]) => value !== undefined && !name.startsWith("@"))
    .map(([name, value]) => [name, shortened(String(value), longestField)] as const);
  const line = JSON.stringify({ ...Object.fromEntries(texts), ...head });
  return `${Buffer.byteLength(line) <= longestLine ? line : JSON.stringify(head)}\n`;
}

function shortened(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length)}… (${text.length - length} more characters)`;
}

/** The least level that Terraform shows of its providers' lines. What it would drop is not worth writing; errors are written always. */
export function logLevel({ TF_LOG_PROVIDER, TF_LOG }: Environment): LogLevel {
  const configured = (TF_LOG_PROVIDER || TF_LOG || "off").toLowerCase();
  if (configured === "off") return "error";
  // Terraform takes "json", and whatever it doesn't know, for all levels.
  return levels.find((level) => level === configured) ?? "trace";
}

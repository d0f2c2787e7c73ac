import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { SeededRandom } from "../terraform-plugin/fuzz/random";
import { type AnswerTemplates, routeOf } from "./answer-templates";
import { mutatedAnswer } from "./mutated-answer";

/** A server whose answers are never quite right. */
export interface FuzzingServer {
  readonly url: string;
  /** Mutated answers that were given so far. */
  readonly answers: number;
  close(): Promise<void>;
}

export async function startFuzzingServer(
  templates: readonly [AnswerTemplates, ...AnswerTemplates[]],
  random: SeededRandom,
): Promise<FuzzingServer> {
  let answers = 0;
  const server = createServer((request, response) => {
    request.resume().once("end", () => {
      const route = routeOf(request.url ?? "", request.method ?? "");
      const [first, ...others] = random.pick(templates)[route];
      // Mostly the answers of success: behind them there is most to be reached. Logins mostly succeed, so that there is something behind them.
      const template = random.below(3) > 0 || route === "login" ? first : random.pick([first, ...others]);
      if (route === "login" && random.below(40) > 0) {
        response.writeHead(template.status, { "content-type": "application/json" }).end(template.body);
        return;
      }
      answers += 1;
      send(response, mutatedAnswer(template, random));
    });
  });
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get answers() {
      return answers;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function send(
  response: ServerResponse,
  { status, headers, body, raw }: ReturnType<typeof mutatedAnswer>,
): void {
  if (raw !== undefined) {
    response.socket?.end(raw);
    return;
  }
  const hasBody = status !== 204 && status !== 304;
  response.writeHead(status, { ...headers, "content-length": hasBody ? body.length : 0 });
  response.end(hasBody ? body : undefined);
}

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Another host, to which nothing may be sent. */
export interface Elsewhere {
  readonly url: string;
  /** What was sent to a path of this host. */
  receivedAt(path: string): readonly string[];
  close(): Promise<void>;
}

export async function startElsewhere(): Promise<Elsewhere> {
  const received: { readonly path: string; readonly request: string }[] = [];
  const server = createServer(({ method, url = "", headers }, response) => {
    const withCredentials = headers.authorization === undefined ? "" : " with credentials";
    received.push({ path: url, request: `${method ?? ""} ${url}${withCredentials}` });
    response.end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    receivedAt: (path) => received.filter((each) => each.path === path).map(({ request }) => request),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

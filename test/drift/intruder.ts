import type { Simulator } from "../../src/simulator/start-simulator";

/** Another client of the API, with the operator's rights. */
export async function intrude(
  simulator: Simulator,
  method: "POST" | "PATCH",
  path: string,
  body: object,
): Promise<void> {
  const response = await fetch(`${simulator.url}/api/v1/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${simulator.issueToken()}`,
      "content-type": "application/json",
    },
    body: JSON.stringify(body),
  });
  if (response.status !== 200) {
    throw new Error(`${method} ${path} was answered with ${response.status}: ${await response.text()}`);
  }
}

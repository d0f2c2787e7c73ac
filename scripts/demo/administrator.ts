import { format } from "prettier";
import * as paper from "./paper";
import type { SimulatorProcess } from "../simulator-process";
import { identityId, project, world } from "./world";

const PRIVILEGE = "/api/v1/additional-privilege/identity";
const UNIVERSAL_AUTH = "/api/v1/auth/universal-auth/identities";

/** Somebody who changes things on the server behind Terraform's back, by the same API. Each change is printed as it is sent. */
export class Administrator {
  private constructor(
    private readonly server: SimulatorProcess,
    private readonly token: string | undefined,
  ) {}

  /** Lets the operator attach universal auth to the administrator, who logs in with it. */
  static async logIn(server: SimulatorProcess): Promise<Administrator> {
    const anonymous = new Administrator(server, undefined);
    const operator = new Administrator(server, await anonymous.#tokenFor(world.operator));
    const id = identityId("administrator");
    const { identityUniversalAuth } = (await operator.#send("POST", `${UNIVERSAL_AUTH}/${id}`, {})) as {
      identityUniversalAuth: { clientId: string };
    };
    const { clientSecret } = (await operator.#send("POST", `${UNIVERSAL_AUTH}/${id}/client-secrets`, {})) as {
      clientSecret: string;
    };
    const { clientId } = identityUniversalAuth;
    return new Administrator(server, await anonymous.#tokenFor({ clientId, clientSecret }));
  }

  async changePrivilege(identity: string, slug: string, privilegeDetails: object): Promise<void> {
    const body = { identityId: identityId(identity), projectSlug: project.slug, privilegeSlug: slug };
    await this.#change("PATCH", PRIVILEGE, { ...body, privilegeDetails });
  }

  async deletePrivilege(identity: string, slug: string): Promise<void> {
    const body = { identityId: identityId(identity), projectSlug: project.slug, privilegeSlug: slug };
    await this.#change("DELETE", PRIVILEGE, body);
  }

  async changeUniversalAuth(identity: string, body: object): Promise<void> {
    await this.#change("PATCH", `${UNIVERSAL_AUTH}/${identityId(identity)}`, body);
  }

  async removeOperatorFromProject(): Promise<void> {
    await this.#change("DELETE", this.#operatorMembership, {});
  }

  async addOperatorToProject(): Promise<void> {
    await this.#change("POST", this.#operatorMembership, { role: "admin" });
  }

  /** How many privileges and universal auths the identities of the stack have. */
  async countAccess(identities: readonly string[]): Promise<number> {
    const counts = identities.map(async (name) => {
      const id = identityId(name);
      const list = (await this.#send("GET", `${PRIVILEGE}?identityId=${id}&projectSlug=${project.slug}`)) as {
        privileges: unknown[];
      };
      const hasUniversalAuth = await this.#send("GET", `${UNIVERSAL_AUTH}/${id}`).then(
        () => true,
        () => false,
      );
      return list.privileges.length + Number(hasUniversalAuth);
    });
    return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
  }

  get #operatorMembership(): string {
    return `/api/v2/workspace/${project.id}/identity-memberships/${world.operator.identityId}`;
  }

  async #tokenFor({ clientId, clientSecret }: { clientId: string; clientSecret: string }): Promise<string> {
    const body = { clientId, clientSecret };
    const answer = (await this.#send("POST", "/api/v1/auth/universal-auth/login", body)) as {
      accessToken: string;
    };
    return answer.accessToken;
  }

  async #change(method: string, path: string, body: object): Promise<void> {
    const text = await format(JSON.stringify(body), { parser: "json", printWidth: 92 });
    paper.faint(`${method} ${path}`);
    if (text.trim() !== "{}") paper.faint(text.trim());
    await this.#send(method, path, body);
  }

  async #send(method: string, path: string, body?: object): Promise<unknown> {
    const answer = await this.server.request(method, path, { token: this.token, body });
    if (answer.status !== 200) throw new Error(`${method} ${path} was answered ${answer.status}.`);
    return answer.body;
  }
}

import { PROVIDER_ADDRESS } from "../../src/provider/address";
import { privilegePrivateState } from "../../src/provider/identity-privilege/remembered-window";
import { encodePrivateState } from "../../src/terraform-plugin/codec/wire-private-state";
import { attributesOf } from "./configuration";
import type { GrantedPrivilege, Privilege } from "./privileges";

const PRIVATE_STATE = encodePrivateState(privilegePrivateState(null)).toString("base64");

/** The state file that an apply of the privileges leaves behind, without the apply. */
export function privilegeState(privileges: readonly GrantedPrivilege[]): object {
  return stateFile(
    privileges.map((privilege) =>
      resource("infisicalaccess_identity_privilege", PROVIDER_ADDRESS, privilege, {
        attributes: { ...attributesOf(privilege), id: privilege.id, temporary: null, access_end_time: null },
        private: PRIVATE_STATE,
      }),
    ),
  );
}

export function terraformDataState(privileges: readonly Privilege[]): object {
  return stateFile(
    privileges.map((privilege) => {
      const attributes = attributesOf(privilege);
      const value = { value: attributes, type: typeOf(attributes) };
      return resource("terraform_data", "terraform.io/builtin/terraform", privilege, {
        attributes: { id: privilege.slug, input: value, output: value, triggers_replace: null },
      });
    }),
  );
}

/** As Terraform writes the type of a value where the schema leaves it open. */
function typeOf(value: unknown): unknown {
  if (Array.isArray(value)) return ["tuple", value.map(typeOf)];
  if (typeof value !== "object" || value === null) return typeof value;
  return [
    "object",
    Object.fromEntries(Object.entries(value).map(([name, member]) => [name, typeOf(member)])),
  ];
}

function stateFile(resources: readonly object[]): object {
  return {
    version: 4,
    terraform_version: "1.5.0",
    serial: 1,
    lineage: "00000000-0000-4000-8000-000000000000",
    outputs: {},
    resources,
  };
}

function resource(type: string, provider: string, { slug }: Privilege, instance: object): object {
  return {
    mode: "managed",
    type,
    name: slug,
    provider: `provider["${provider}"]`,
    instances: [{ schema_version: 0, ...instance }],
  };
}

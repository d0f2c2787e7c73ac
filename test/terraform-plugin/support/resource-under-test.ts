import type { Provider, Resource, Schema } from "../../../src/terraform-plugin";

const notCalled = (): never => {
  throw new Error("the test did not expect this method to be called");
};

/** A provider of one resource, `test_thing`, of which only the given methods do something. */
export function providerOf(
  resource: Partial<Resource<unknown>> & { readonly schema: Schema },
): Provider<unknown> {
  return {
    address: "npm.invalid/terraform-plugin/test",
    version: "1.2.3",
    schema: { version: 0, description: "For tests.", attributes: {} },
    resources: [
      {
        typeName: "test_thing",
        read: notCalled,
        create: notCalled,
        update: notCalled,
        delete: notCalled,
        importState: notCalled,
        ...resource,
      },
    ],
    dataSources: [],
    configure: () => Promise.resolve({}),
  };
}

/** The one place that knows where `null_resource` comes from. */
export { NullProvider, type NullProviderConfig } from "@cdktf/provider-null/lib/provider";
export { Resource as NullResource } from "@cdktf/provider-null/lib/resource";

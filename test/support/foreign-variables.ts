const FOREIGN =
  /^(INFISICAL_|TF_|TERRAFORM_(?!BINARY_NAME$)|CDKTF_|CHECKPOINT_|SYNTH_HCL_OUTPUT$|NODE_OPTIONS$|XDG_CACHE_HOME$)|_proxy$/i;

/** Whether an environment variable would lead the product, Terraform or CDKTF to a real server or to other settings. */
export function isForeign(name: string): boolean {
  return FOREIGN.test(name);
}

/** This process's environment without those. */
export function withoutForeignVariables(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !isForeign(name)));
}

#!/bin/sh
# Runs the provider that lies beside this file. Node.js replaces the shell, so that signals and SIGKILL reach the provider itself.
# Terraform runs it several times for each command, so it starts no other process: provider.cjs looks at the version of Node.js.
if ! command -v node >/dev/null 2>&1; then
  # Of a provider that does not start, Terraform shows the first line of stdout and nothing of stderr.
  echo "The Terraform provider infisicalaccess needs Node.js 20 or newer, and there is no \"node\" on the PATH. Install it from https://nodejs.org."
  exit 1
fi
exec node "${0%/*}/provider.cjs" "$@"

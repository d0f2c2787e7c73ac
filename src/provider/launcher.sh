#!/bin/sh
# Runs the provider that lies beside this file. Node.js replaces the shell, so that signals and SIGKILL reach the provider itself.
# Errors go to stdout: of a provider that does not start, Terraform shows the first line of stdout and nothing of stderr.
if ! command -v node >/dev/null 2>&1; then
  echo "The Terraform provider infisicalaccess needs Node.js 20 or newer, and there is no \"node\" on the PATH. Install it from https://nodejs.org."
  exit 1
fi
version=$(node --version)
case $version in
  v[2-9][0-9].* | v[1-9][0-9][0-9].*) ;;
  *)
    echo "The Terraform provider infisicalaccess needs Node.js 20 or newer, and \"node\" on the PATH is $version. Install a newer one from https://nodejs.org."
    exit 1
    ;;
esac
exec node "$(dirname "$0")/provider.cjs" "$@"

#!/usr/bin/env bash
# Programs that only tests need: a browser, an office suite and PDF tools as independent judges, and PostgreSQL.
# Root installs the missing ones; everybody else is told what to type, and those tests are skipped.
set -euo pipefail

declare -A package=(
  [chromium]=chromium [soffice]=libreoffice-impress [pdftotext]=poppler-utils [jq]=jq [curl]=curl
)
missing=()
for program in "${!package[@]}"; do
  command -v "$program" > /dev/null || missing+=("${package[$program]}")
done
# Debian keeps a server's programs off the path.
command -v initdb > /dev/null || compgen -G "/usr/lib/postgresql/*/bin/initdb" > /dev/null || missing+=(postgresql)
[ ${#missing[@]} -eq 0 ] && exit 0
command="apt-get install --yes --no-install-recommends ${missing[*]}"
if [ "$(id -u)" -eq 0 ] && command -v apt-get > /dev/null; then
  echo "installing ${missing[*]} for the tests"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update --quiet=2 && $command --quiet=2 > /dev/null || echo "could not install them; their tests will be skipped"
else
  echo "Some tests will be skipped. To run them all: sudo $command"
fi

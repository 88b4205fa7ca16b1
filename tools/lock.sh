#!/usr/bin/env bash
# Writes requirements.lock anew from requirements.in: every version, with the hashes of the public index.
# This machine's own pip settings (other indexes, folders of wheels) are put aside, so that the file fits every machine and names none.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

made=$(mktemp)
trap 'rm -f "$made"' EXIT
env -u PIP_FIND_LINKS -u PIP_INDEX_URL -u PIP_EXTRA_INDEX_URL PIP_CONFIG_FILE=/dev/null \
  .venv/bin/pip-compile --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras \
  --no-annotate --no-header --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
  --output-file "$made" requirements.in

sed -i.bak '/^#/d' "$made" && rm -f "$made.bak"
if grep -nE '://|@ |^-|file:|^/' "$made"; then
  echo "requirements.lock would name an address (see above); nothing was changed." >&2
  exit 1
fi
{
  echo "# Every version with its hashes, made by \`make lock\` from requirements.in. Not to be edited by hand."
  cat "$made"
} > requirements.lock
echo "requirements.lock: $(grep -c '==' requirements.lock) packages"
.venv/bin/python -m tools.image lock

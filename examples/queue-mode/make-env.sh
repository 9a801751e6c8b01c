#!/bin/sh
# Makes .env out of .env.example: each empty value becomes a random secret, and only you can read the file.
set -eu
cd "$(dirname "$0")"

# With another N8N_ENCRYPTION_KEY, n8n could not read the credentials it has stored.
if [ -e .env ]; then
  echo '.env is there already, nothing was changed' >&2
  exit 1
fi

umask 077
while IFS= read -r line; do
  case $line in
    [A-Z]*=) printf '%s%s\n' "$line" "$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')" ;;
    *) printf '%s\n' "$line" ;;
  esac
done <.env.example >.env
echo 'Made .env. Keep a copy of it somewhere safe: without N8N_ENCRYPTION_KEY a backup of the database is of no use.'

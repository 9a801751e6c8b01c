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
  secret=
  case $line in
    [A-Z]*=)
      secret="$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')"
      # Half a file would look like a whole one to the next run.
      [ "${#secret}" -eq 48 ] || { rm .env; exit 1; }
      ;;
  esac
  printf '%s%s\n' "$line" "$secret"
done <.env.example >.env
echo 'Made .env. Keep a copy of it somewhere safe: without N8N_ENCRYPTION_KEY a backup of the database is of no use.'

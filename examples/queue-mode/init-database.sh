#!/bin/sh
# Run once by the PostgreSQL image, when it makes its data: n8n's database, owned by a user that is no
# superuser. One of those can run programs on the server and read its files by SQL alone.
set -eu

# The password by the environment: a command line can be read by others.
psql --no-psqlrc --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres <<'SQL'
\getenv password N8N_DB_PASSWORD
CREATE ROLE n8n LOGIN PASSWORD :'password';
CREATE DATABASE n8n OWNER n8n;
SQL

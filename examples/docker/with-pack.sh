#!/bin/sh
# Installs the pack, then runs what it is given. At every start and not when the image is built: n8n
# looks for packs in its data folder, and a volume there hides what an image holds in it.
set -eu

tarball="${PACK_TARBALL:-/opt/n8n-nodes-vambe-asapp.tgz}"
nodes="${N8N_USER_FOLDER:-$HOME}/.n8n/nodes"

mkdir -p "$nodes"
cd "$nodes"
# Without it npm walks up and installs into the nearest folder that has one.
[ -f package.json ] || echo '{ "name": "installed-nodes", "private": true }' > package.json
# The pack needs nothing but what n8n brings along, so no network is needed either.
npm install --offline --legacy-peer-deps --ignore-scripts --no-audit --no-fund "$tarball"

cd "$OLDPWD"
exec "$@"

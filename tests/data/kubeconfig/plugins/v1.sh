#!/bin/sh
# Answers in v1 with the certificate and key that lie beside.
cd "$(dirname "$0")/../pki" || exit 1
lines() { awk '{ printf "%s\\n", $0 }' "$1"; }
printf '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"clientCertificateData":"%s","clientKeyData":"%s"}}' \
  "$(lines client.pem)" "$(lines "${PLUGIN_KEY:-client.key}")"

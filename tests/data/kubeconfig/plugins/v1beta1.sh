#!/bin/sh
# Answers in v1beta1 with what it was told and given, so that a test can look at it.
[ -t 0 ] && exit 9
read -r line && exit 8
printf '%s' "$KUBERNETES_EXEC_INFO" > "$PLUGIN_SEEN"
printf '\n%s|%s|%s\n' "$*" "$PLUGIN_MODE" "$INHERITED" >> "$PLUGIN_SEEN"
cat <<'JSON'
{"kind": "ExecCredential", "apiVersion": "client.authentication.k8s.io/v1beta1", "spec": {},
 "status": {"token": "head.payload-of-it.signature", "expirationTimestamp": "2026-11-26T14:00:00Z"}}
JSON

#!/bin/bash
# credential-plugin.sh FOLDER: an exec plugin of a kubeconfig. Each run hands out a new token that is good for REQUESTS
# requests (see token_review.py); FOLDER/runs counts the runs.
set -euo pipefail
runs=$(($(cat "$1/runs" 2>/dev/null || echo 0) + 1))
echo $runs >"$1/runs"
echo "${REQUESTS:-1000000}" >"$1/plugin-token-$runs-$$"
cat <<C
{"apiVersion": "client.authentication.k8s.io/v1beta1", "kind": "ExecCredential",
 "status": {"token": "plugin-token-$runs-$$"}}
C

#!/bin/bash
# live-up.sh DIR BIN: cluster-up.sh, the objects of the tests in it, and a kubeconfig for each service account of the
# namespace "support". What becomes of the objects is waited for by the tests.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
"$here/cluster-up.sh" "$1" "$2"
d=$(cd "$1" && pwd)
"$d/enter" "$here/apply.sh" "$d" "$here/objects"
secrets=$("$d/enter" curl -sSf --cacert "$d/ca.pem" -H 'Authorization: Bearer operator-token' \
  https://10.250.0.1/api/v1/namespaces/support/secrets)
for account in reader limited; do
  token=$(python3 -c 'import base64, json, sys
for secret in json.load(sys.stdin)["items"]:
    if secret["metadata"].get("annotations", {}).get("kubernetes.io/service-account.name") == sys.argv[1]:
        print(base64.b64decode(secret["data"]["token"]).decode())' $account <<<"$secrets")
  [ -n "$token" ]
  "$here/kubeconfig.sh" "$d" healthy "{token: $token}" >"$d/$account.kubeconfig"
done

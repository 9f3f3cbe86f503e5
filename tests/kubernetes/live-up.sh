#!/bin/bash
# live-up.sh DIR PROGRAM: cluster-up.sh with the programs in the cache, the objects of the tests in it, and a kubeconfig for each
# service account of the namespace "support". What becomes of the objects is waited for by the tests. When this machine
# cannot run a cluster: exit 77, with the reason in DIR.skipped too.
set -euo pipefail
program=$(readlink -f "$2")
here=$(dirname "$(readlink -f "$0")")
cache=${SGW_KUBERNETES_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/sgw-diag/kubernetes}
mkdir -p "$(dirname "$1")"
rm -f "$1.skipped"
code=0
"$here/cluster-up.sh" "$1" "$cache" >"$1.out" || code=$?
cat "$1.out"
if [ $code -eq 77 ]; then mv "$1.out" "$1.skipped"; else rm "$1.out"; fi
[ $code -eq 0 ] || exit $code
d=$(cd "$1" && pwd)
mkdir -m 777 "$d/bundles" # the volume that a Job writes to
"$d/enter" "$here/program-image.sh" "$program" "$d/ca.pem"
"$d/enter" "$here/apply.sh" "$d" "$here/objects"
secrets=$("$d/enter" curl -sSf --cacert "$d/ca.pem" -H 'Authorization: Bearer operator-token' \
  https://10.250.0.1/api/v1/namespaces/support/secrets)
for account in reader limited planned; do
  token=$(python3 -c 'import base64, json, sys
for secret in json.load(sys.stdin)["items"]:
    if secret["metadata"].get("annotations", {}).get("kubernetes.io/service-account.name") == sys.argv[1]:
        print(base64.b64decode(secret["data"]["token"]).decode())' $account <<<"$secrets")
  [ -n "$token" ]
  "$here/kubeconfig.sh" "$d" healthy "{token: $token}" >"$d/$account.kubeconfig"
done

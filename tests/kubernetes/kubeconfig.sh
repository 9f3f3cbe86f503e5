#!/bin/bash
# kubeconfig.sh DIR NAMESPACE USER: a kubeconfig on standard output. DIR has ca.pem; USER is the user as a YAML flow
# mapping. Everything is inline but the exec plugin.
set -euo pipefail
cat <<C
apiVersion: v1
kind: Config
clusters: [{name: live, cluster: {server: "https://10.250.0.1", certificate-authority-data: $(base64 -w0 "$1/ca.pem")}}]
users: [{name: user, user: $3}]
contexts: [{name: live, context: {cluster: live, user: user, namespace: $2}}]
current-context: live
C

#!/bin/bash
# certificates.sh DIR: the authority of a cluster and what it issued, in DIR. The API server is reached at 10.250.0.1 (the
# service "kubernetes") and 172.17.0.1 (the node), where a server that takes bundles is too; the other certificates'
# subjects are the users that they stand for.
set -euo pipefail
mkdir -p "$1"
cd "$1"
key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1.key" 2>/dev/null; }
# issue NAME SUBJECT EXTENSION...
issue() {
  local name=$1 subject=$2
  shift 2
  key "$name"
  openssl req -new -key "$name.key" -subj "$subject" -out "$name.csr"
  openssl x509 -req -in "$name.csr" -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 \
    -extfile <(printf '%s\n' "$@") -out "$name.pem" 2>/dev/null
}
key ca
openssl req -x509 -key ca.key -days 30 -subj /CN=cluster-ca -addext keyUsage=critical,keyCertSign -out ca.pem
issue api /CN=kube-apiserver subjectAltName=IP:10.250.0.1,IP:172.17.0.1,DNS:kubernetes.default.svc extendedKeyUsage=serverAuth
issue blobs /CN=blobs subjectAltName=IP:172.17.0.1 extendedKeyUsage=serverAuth
for component in kubelet controller-manager scheduler api-to-kubelet; do
  issue $component "/O=system:masters/CN=component:$component" extendedKeyUsage=clientAuth
done
issue operator /O=system:masters/CN=operator-by-certificate extendedKeyUsage=clientAuth
key service-accounts
openssl pkey -in service-accounts.key -pubout -out service-accounts.pub

#!/bin/bash
# tls.sh DIR: certificates for an engine at 127.0.0.1 in DIR/server, and in other folders of DIR what an operator may
# have in DOCKER_CERT_PATH: client (the right ones), no-client (no certificate), stranger (one that the engine does not
# know), foreign-ca (another CA to trust), locked (a key with a passphrase).
set -euo pipefail
d=$1
mkdir -p "$d"/{server,client,no-client,stranger,foreign-ca,locked,ca}
cd "$d/ca"
new_key=(-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes)
authority() {
  openssl req -x509 "${new_key[@]}" -days 30 -subj "/CN=$1" -addext basicConstraints=critical,CA:TRUE \
    -keyout "$1.key" -out "$1.pem" 2>/dev/null
}
# certificate NAME AUTHORITY FOLDER EXTENSIONS
certificate() {
  openssl req "${new_key[@]}" -subj "/CN=$1" -keyout "$3/key.pem" -out "$1.csr" 2>/dev/null
  printf '%b' "$4" >"$1.ext"
  openssl x509 -req -in "$1.csr" -CA "$2.pem" -CAkey "$2.key" -CAcreateserial -days 30 -extfile "$1.ext" \
    -out "$3/cert.pem" 2>/dev/null
}
authority engine-ca
authority other-ca
certificate engine engine-ca ../server 'subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth\n'
certificate operator engine-ca ../client 'extendedKeyUsage=clientAuth\n'
certificate stranger other-ca ../stranger 'extendedKeyUsage=clientAuth\n'
for folder in server client no-client stranger locked; do cp engine-ca.pem "../$folder/ca.pem"; done
cp ../client/{cert,key}.pem ../foreign-ca/
cp other-ca.pem ../foreign-ca/ca.pem
cp ../client/cert.pem ../locked/
openssl ec -aes256 -passout pass:locked -in ../client/key.pem -out ../locked/key.pem 2>/dev/null

#!/bin/bash
# program-image.sh PROGRAM CA: an image localhost/sgw-diag:1 of a program of this machine, with its libraries, CA as the
# authority that it trusts, and nothing else; run where the engine is reached (DIR/enter).
set -euo pipefail
t=$(mktemp -d)
trap 'rm -rf "$t"' EXIT
install -D "$1" "$t/usr/bin/sgw-diag"
ldd "$1" | grep -o '/[^ ]*' | while read -r library; do install -D "$library" "$t$library"; done
install -Dm644 "$2" "$t/etc/ssl/certs/ca-certificates.crt"
mkdir -m 1777 "$t/tmp"
tar -C "$t" -c . | docker import -c 'USER 65532:65532' -c 'ENTRYPOINT ["/usr/bin/sgw-diag"]' - localhost/sgw-diag:1 >/dev/null

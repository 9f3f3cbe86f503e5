#!/bin/bash
# image.sh FOLDER: the stand-in gateway image as a tar on standard output, from busybox-static and FOLDER/gateway.
set -euo pipefail
t=$(mktemp -d)
trap 'rm -rf "$t"' EXIT
mkdir -p "$t"/{bin,app,etc,tmp}
cp /bin/busybox "$t/bin/busybox"
for a in sh sleep cat echo ls date yes tr seq printf kill test env head dd; do ln -s busybox "$t/bin/$a"; done
echo 'root:x:0:0::/:/bin/sh' >"$t/etc/passwd"
cp "$1/gateway" "$t/app/gateway"
cp "$1/secrets.sh" "$t/app/secrets.sh"
chmod 755 "$t/app/gateway"
tar -C "$t" -c .

#!/bin/bash
# images.sh DIR: the images that the cluster's pods run, in its engine; run where that is reached. A registry at
# 127.0.0.1:5000 (that of Debian) has the gateway too, so that a pull can succeed, and fail for a true reason.
set -euo pipefail
d=$1
here=$(dirname "$(readlink -f "$0")")
mkdir -p "$d/image"
cp "$here/gateway" "$here/../end_to_end/engine/secrets.sh" "$d/image/"
gateway=mcr.microsoft.com/azure-api-management/gateway:2.12.3
import() { "$here/../end_to_end/engine/image.sh" "$d/image" | docker import -c "CMD $1" -c 'ENV PATH=/bin' -c 'EXPOSE 8080 8081' - "$2" >/dev/null; }
import '["/app/gateway"]' $gateway
import '["/bin/sleep", "1000000"]' localhost/pause:1
docker tag $gateway docker.io/istio/proxyv2:1.24.1
docker tag $gateway example.test/tools/gateway:1
cat >"$d/registry.yml" <<C
version: 0.1
log: {level: warn}
storage: {filesystem: {rootdirectory: $d/registry}}
http: {addr: "127.0.0.1:5000"}
C
docker-registry serve "$d/registry.yml" >"$d/registry.out" 2>"$d/registry.err" </dev/null &
for _ in $(seq 100); do
  curl -sf http://127.0.0.1:5000/v2/ >/dev/null && break
  sleep 0.1
done
docker tag $gateway 127.0.0.1:5000/azure-api-management/gateway:2.12.3
docker push -q 127.0.0.1:5000/azure-api-management/gateway:2.12.3 >/dev/null

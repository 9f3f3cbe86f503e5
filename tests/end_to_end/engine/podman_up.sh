#!/bin/bash
# podman_up.sh DIR: Podman's Docker-compatible API on DIR/podman.sock, with its own storage and one stand-in gateway.
set -euo pipefail
d=$1
here=$(dirname "$(readlink -f "$0")")
[ "$(id -u)" -eq 0 ] || { echo "needs root to start a container engine"; exit 77; }
for program in podman runc busybox curl; do
  command -v $program >/dev/null || { echo "missing program: $program"; exit 77; }
done
"$here/podman_down.sh" "$d" 2>/dev/null || true
mkdir -p "$d"
short=$(mktemp -d /tmp/sgwt-podman-XXXXXX) # Podman takes no run folder of more than 50 characters
echo "$short" >"$d/short"
cat >"$d/containers.conf" <<'C'
[containers]
default_ulimits = ["nofile=1024:1024", "nproc=4096:4096"]
log_driver = "k8s-file"
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
C
cat >"$d/podman" <<P
#!/bin/bash
CONTAINERS_CONF=$d/containers.conf exec podman --root $d/root --runroot $short/run --tmpdir $short/tmp "\$@"
P
chmod +x "$d/podman"
setsid "$d/podman" system service -t 0 "unix://$d/podman.sock" >"$d/service.log" 2>&1 </dev/null &
echo $! >"$d/service.pid"
for _ in $(seq 200); do
  curl -sf --unix-socket "$d/podman.sock" http://d/_ping >/dev/null && break
  sleep 0.1
done
curl -sf --unix-socket "$d/podman.sock" http://d/_ping >/dev/null || { cat "$d/service.log"; exit 1; }
image=mcr.microsoft.com/azure-api-management/gateway:2.12.3
"$here/image.sh" "$here" | "$d/podman" import -c 'CMD ["/app/gateway"]' -c 'ENV PATH=/bin' - $image >/dev/null 2>&1
. "$here/secrets.sh"
"$d/podman" run -d --network=none --name pod-gw -e MODE=planted \
  -e "config.service.endpoint=contoso.configuration.azure-api.net" \
  -e "config.service.auth=GatewayKey pod-gw&203612010000&$SGW_PLANTED_SIGNATURE" $image >/dev/null
for _ in $(seq 100); do
  "$d/podman" logs pod-gw 2>&1 | grep -q 'planted: done' && exit 0
  sleep 0.2
done
"$d/podman" ps -a
exit 1

#!/bin/bash
# up.sh DIR: a private Docker engine under DIR, in a network namespace of its own (there also on tcp://127.0.0.1:2376,
# with TLS and client certificates), with the stand-in gateway image and one container in each state that the tests look
# at. down.sh takes all of it away again.
set -euo pipefail
d=$1
here=$(dirname "$(readlink -f "$0")")
[ "$(id -u)" -eq 0 ] || { echo "needs root to start a container engine"; exit 77; }
for program in dockerd docker ip nsenter busybox openssl; do
  command -v $program >/dev/null || { echo "missing program: $program"; exit 77; }
done
"$here/down.sh" "$d" 2>/dev/null || true
mkdir -p "$d"
ns=sgwt-$(echo "$d" | cksum | cut -d' ' -f1)
echo "$ns" >"$d/namespace"
ip netns add "$ns"
ip -n "$ns" link set lo up
"$here/tls.sh" "$d/tls"
# nsenter, not "ip netns exec": the latter hides /sys/fs/cgroup, and the engine does not start without it.
nsenter --net="/run/netns/$ns" setsid dockerd --storage-driver=overlay2 --default-ulimit nofile=1024:1024 \
  -H "unix://$d/docker.sock" -H tcp://127.0.0.1:2376 --tlsverify --tlscacert "$d/tls/server/ca.pem" \
  --tlscert "$d/tls/server/cert.pem" --tlskey "$d/tls/server/key.pem" --data-root "$d/root" --exec-root "$d/exec" -p "$d/docker.pid" >"$d/dockerd.log" 2>&1 </dev/null &
for _ in $(seq 300); do
  curl -sf --unix-socket "$d/docker.sock" http://d/_ping >/dev/null && break
  sleep 0.1
done
curl -sf --unix-socket "$d/docker.sock" http://d/_ping >/dev/null || { tail -20 "$d/dockerd.log"; exit 1; }

docker() { command docker -H "unix://$d/docker.sock" "$@"; }
"$here/image.sh" "$here" | docker import -c 'CMD ["/app/gateway"]' -c 'ENV PATH=/bin' -c 'EXPOSE 8080 8081' \
  - mcr.microsoft.com/azure-api-management/gateway:2.12.3 >/dev/null

image=mcr.microsoft.com/azure-api-management/gateway:2.12.3
. "$here/secrets.sh"
start() {
  local name=$1
  shift
  docker run -d --name "$name" -e "config.service.endpoint=contoso.configuration.azure-api.net" \
    -e "config.service.auth=GatewayKey gw-$name&203612010000&$SGW_PLANTED_SIGNATURE" "$@" >/dev/null
}
start healthy --health-cmd true --health-interval 4s $image
start unhealthy --health-cmd 'echo probe-failed; exit 1' --health-interval 4s --health-retries 2 $image
start crash139 --restart on-failure:3 -e MODE=crash $image
start oom --memory 16m --memory-swap 16m -e MODE=oom $image
start tty -t $image
start nolog --log-driver none $image
start rotated --log-opt max-size=50k --log-opt max-file=3 -e MODE=chatty $image
start planted -e MODE=planted -e "BACKEND_PASSWORD=$SGW_PLANTED_PASSWORD" -e "HTTPS_PROXY=http://ops:$SGW_PLANTED_PROXY@127.0.0.1:9" \
  --label "owner.note=AccountKey=$SGW_PLANTED_ACCOUNT_KEY" $image
docker run -d --name "svc-$SGW_PLANTED_NAME" -e "config.service.endpoint=contoso.configuration.azure-api.net" \
  -e "config.service.auth=GatewayKey gw&203612010000&$SGW_PLANTED_SIGNATURE" $image >/dev/null
docker run -d --name bystander --entrypoint /bin/sleep $image 100000 >/dev/null
docker tag $image example.test/tools/box:1
docker rm -f bystander >/dev/null
docker run -d --name bystander -e SOMETHING=else example.test/tools/box:1 /bin/sleep 100000 >/dev/null

# Each state is waited for, not slept for. An engine that is slow misses now and then that memory was the reason.
state() { docker inspect -f "$2" "$1" 2>/dev/null; }
for _ in $(seq 300); do
  [ "$(state oom '{{.State.Status}} {{.State.OOMKilled}}')" = "exited false" ] && docker start oom >/dev/null
  [ "$(state unhealthy '{{.State.Health.Status}}')" = unhealthy ] && [ "$(state healthy '{{.State.Health.Status}}')" = healthy ] &&
    [ "$(state oom '{{.State.OOMKilled}}')" = true ] && [ "$(state crash139 '{{.RestartCount}}')" = 3 ] &&
    [ "$(state crash139 '{{.State.Status}}')" = exited ] && docker logs planted 2>&1 | grep -q 'planted: done' &&
    docker logs rotated 2>&1 | grep -q 'n: 3000' && exit 0
  sleep 0.2
done
echo "the containers did not reach their states:"
docker ps -a
exit 1

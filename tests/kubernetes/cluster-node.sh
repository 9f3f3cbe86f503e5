#!/bin/bash
# cluster-node.sh DIR BIN: the first process of the cluster's namespaces; started by cluster-up.sh alone. Everything ends
# with it, and it ends when DIR/keep is gone, or after an hour.
set -euo pipefail
d=$1
bin=$2
here=$(dirname "$(readlink -f "$0")")
# /proc is still the outer one, which says by what number those outside know us.
read -r outer _ </proc/self/stat
echo "$outer" >"$d/init.pid"
# Sockets, locks and logs have fixed places; these are ours alone.
mkdir -p "$d"/log "$d"/tokens
mount -t proc proc /proc
mount -t tmpfs tmpfs /run
mount --bind "$d/log" /var/log
cd "$d"
start() {
  local name=$1
  shift
  "$@" >"$name.out" 2>"$name.err" </dev/null &
  echo $! >"$name.pid"
}
# wait_for NAME COMMAND...: until COMMAND succeeds; fails when the program NAME ended, or after a minute.
wait_for() {
  local name=$1
  shift
  for _ in $(seq 600); do
    "$@" >/dev/null 2>&1 && return
    kill -0 "$(cat "$name.pid")" 2>/dev/null || break
    sleep 0.1
  done
  echo "$name did not come up"
  return 1
}

ip link set lo up
ip addr add 10.250.0.1/32 dev lo # the service "kubernetes", with no proxy for services
"$here/certificates.sh" "$d"
start etcd etcd --data-dir etcd --listen-client-urls http://127.0.0.1:2379 --advertise-client-urls http://127.0.0.1:2379 \
  --listen-peer-urls http://127.0.0.1:2380 --unsafe-no-fsync
echo '{}' >dockerd.json
start dockerd dockerd --config-file "$d/dockerd.json" --data-root "$d/docker" --storage-driver overlay2 --bip 172.17.0.1/16 \
  --default-ulimit nofile=1024:1024 --add-runtime "lowcap=$here/runc-lowcap" --default-runtime lowcap \
  --cgroup-parent "/$(cat cgroup)" --userland-proxy=false
start token-review python3 "$here/token_review.py" "$d/tokens"

cat >token-review.kubeconfig <<'C'
apiVersion: v1
kind: Config
clusters: [{name: review, cluster: {server: "http://127.0.0.1:9440"}}]
contexts: [{name: review, context: {cluster: review}}]
current-context: review
C
cat >audit-policy.yaml <<'C'
apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
rules:
- {level: None, users: ["component:kubelet", "component:controller-manager", "component:scheduler", "system:apiserver"]}
- {level: Metadata}
C
echo 'operator-token,operator,1,system:masters' >tokens.csv
start kube-apiserver "$bin/kube-apiserver" --etcd-servers=http://127.0.0.1:2379 --bind-address=0.0.0.0 --secure-port=443 \
  --advertise-address=172.17.0.1 --endpoint-reconciler-type=none --service-cluster-ip-range=10.250.0.0/24 \
  --tls-cert-file=api.pem --tls-private-key-file=api.key --client-ca-file=ca.pem \
  --service-account-issuer=https://kubernetes.default.svc --service-account-key-file=service-accounts.pub \
  --service-account-signing-key-file=service-accounts.key --token-auth-file=tokens.csv \
  --authentication-token-webhook-config-file=token-review.kubeconfig --authentication-token-webhook-cache-ttl=0s \
  --authentication-token-webhook-version=v1 --authorization-mode=RBAC --allow-privileged=true \
  --kubelet-client-certificate=api-to-kubelet.pem --kubelet-client-key=api-to-kubelet.key \
  --kubelet-preferred-address-types=InternalIP --audit-log-path="$d/audit.log" --audit-policy-file=audit-policy.yaml
by_certificate() { echo "{client-certificate-data: $(base64 -w0 "$1.pem"), client-key-data: $(base64 -w0 "$1.key")}"; }
for component in kubelet controller-manager scheduler; do
  "$here/kubeconfig.sh" "$d" default "$(by_certificate $component)" >$component.kubeconfig
done
plugin="{exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: $here/credential-plugin.sh, args: [$d/tokens]"
"$here/kubeconfig.sh" "$d" healthy '{token: operator-token}' >operator.kubeconfig
"$here/kubeconfig.sh" "$d" healthy "$(by_certificate operator)" >certificate.kubeconfig
"$here/kubeconfig.sh" "$d" healthy "$plugin}}" >plugin.kubeconfig
"$here/kubeconfig.sh" "$d" healthy "$plugin, env: [{name: REQUESTS, value: \"1\"}]}}" >expiring.kubeconfig

wait_for dockerd docker info
"$here/images.sh" "$d"
api() { curl -sSf --cacert ca.pem -H 'Authorization: Bearer operator-token' "https://10.250.0.1$1"; }
wait_for kube-apiserver api /readyz
start kube-controller-manager "$bin/kube-controller-manager" --kubeconfig=controller-manager.kubeconfig --leader-elect=false --kube-api-qps=200 --kube-api-burst=400 \
  --service-account-private-key-file=service-accounts.key --root-ca-file=ca.pem --node-monitor-grace-period=10m
start kube-scheduler "$bin/kube-scheduler" --kubeconfig=scheduler.kubeconfig --leader-elect=false
: >resolv.conf
start kubelet "$bin/kubelet" --kubeconfig=kubelet.kubeconfig --hostname-override=node-1 --node-ip=172.17.0.1 --root-dir="$d/kubelet" \
  --cert-dir="$d/kubelet-pki" --container-runtime=docker --pod-infra-container-image=localhost/pause:1 --network-plugin= \
  --experimental-dockershim-root-directory="$d/dockershim" --volume-plugin-dir="$d/volume-plugins" --seccomp-profile-root="$d/seccomp" \
  --cgroups-per-qos=false --enforce-node-allocatable= --cgroup-driver=cgroupfs --fail-swap-on=false --eviction-hard= \
  --image-gc-high-threshold=100 --client-ca-file=ca.pem --authorization-mode=Webhook --cluster-dns=10.250.0.10 --resolv-conf="$d/resolv.conf" \
  --make-iptables-util-chains=false --sync-frequency=5s --event-qps=50 --event-burst=200 --kube-api-qps=50 --kube-api-burst=100 \
  --serialize-image-pulls=false
node_ready() { api /api/v1/nodes/node-1 | grep -q '"KubeletReady"'; }
wait_for kubelet node_ready
touch ready
for _ in $(seq 7200); do
  [ -e "$d/keep" ] || exit 0
  sleep 0.5
done

#!/bin/bash
# cluster-up.sh DIR BIN: a Kubernetes cluster of one node in namespaces of its own, everything of it in DIR; BIN has what
# build-programs.sh makes. Nothing of it is seen from outside, and it reaches nothing there. cluster-down.sh takes it away.
#
#   DIR/enter COMMAND...     runs COMMAND where the API is: https://10.250.0.1
#   DIR/*.kubeconfig         operator (all rights, by token), certificate, plugin; apply.sh adds those of service accounts
#   DIR/audit.log            every request but those of the control plane and the kubelet
#
# Exit 77: this machine cannot run it, for the reason printed.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
cannot() {
  echo "$1"
  exit 77
}
[ "$(id -u)" -eq 0 ] || cannot "needs root to start a cluster"
for program in kube-apiserver kube-controller-manager kube-scheduler kubelet; do
  [ -x "$2/$program" ] || cannot "no Kubernetes here: $2 has no $program (make test-kubernetes builds it)"
done
for program in etcd dockerd docker docker-registry runc ip iptables nsenter unshare busybox openssl curl python3; do
  command -v $program >/dev/null || cannot "missing program: $program"
done
"$here/cluster-down.sh" "$1"
mkdir -p "$1"
d=$(cd "$1" && pwd)
echo "$2" >"$d/programs"
touch "$d/keep"
echo "sgwk-$(echo "$d" | cksum | cut -d' ' -f1)" >"$d/cgroup"
cat >"$d/enter" <<C
#!/bin/bash
exec nsenter --target "\$(cat "$d/init.pid")" --net --mount --pid -- "\$@"
C
chmod +x "$d/enter"
setsid unshare --net --mount --pid --fork --propagation private "$here/cluster-node.sh" "$d" "$2" \
  >"$d/node.log" 2>&1 </dev/null &
for _ in $(seq 1200); do
  [ -e "$d/ready" ] && exit 0
  kill -0 $! 2>/dev/null || break
  sleep 0.1
done
cat "$d/node.log"
tail -n 3 "$d"/*.err
exit 1

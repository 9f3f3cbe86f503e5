#!/bin/bash
# cluster-down.sh DIR: ends the cluster of cluster-up.sh, wherever that got to, and drops its files. Its processes, mounts
# and network live in namespaces that end with their first process; of the rest only cgroups are left.
set -uo pipefail
[ -d "$1" ] || exit 0
d=$(cd "$1" && pwd)
rm -f "$d/keep" # the first process ends itself when it sees that, even if no one wrote down its number
init=$(cat "$d/init.pid" 2>/dev/null)
# A number that was given to another process since is not ours: ours was started with this folder.
ours() { [ -n "$init" ] && tr '\0' ' ' <"/proc/$init/cmdline" 2>/dev/null | grep -qF "cluster-node.sh $d "; }
ours && kill -KILL "$init"
for _ in $(seq 100); do
  ours || break
  sleep 0.1
done
group=$(cat "$d/cgroup" 2>/dev/null)
if [ -n "$group" ]; then
  for _ in $(seq 20); do
    find /sys/fs/cgroup -depth -type d -path "*/$group*" -exec rmdir {} + 2>/dev/null
    [ -z "$(find /sys/fs/cgroup -maxdepth 2 -type d -name "$group" -print -quit)" ] && break
    sleep 0.1
  done
fi
rm -rf "$d"
[ ! -e "$d" ]

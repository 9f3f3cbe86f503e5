#!/bin/bash
# down.sh DIR: removes the containers, stops the engine, drops its files and its network namespace.
set -uo pipefail
d=$1
[ -d "$d" ] || exit 0
h=(docker -H "unix://$d/docker.sock")
if [ -S "$d/docker.sock" ]; then
  ids=$("${h[@]}" ps -aq 2>/dev/null) && [ -n "$ids" ] && "${h[@]}" rm -f $ids >/dev/null 2>&1
fi
if [ -s "$d/docker.pid" ]; then
  kill "$(cat "$d/docker.pid")" 2>/dev/null
  for _ in $(seq 100); do
    [ -e "$d/docker.pid" ] || break
    sleep 0.1
  done
fi
ns=$(cat "$d/namespace" 2>/dev/null)
[ -n "$ns" ] && ip netns del "$ns" 2>/dev/null
for mount in $(grep -o " $d/[^ ]*" /proc/self/mounts | sort -r); do umount -l "$mount" 2>/dev/null; done
rm -rf "$d"
exit 0

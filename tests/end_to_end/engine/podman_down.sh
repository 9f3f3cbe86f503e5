#!/bin/bash
# podman_down.sh DIR: removes the container, stops the service, drops its files.
set -uo pipefail
d=$1
[ -d "$d" ] || exit 0
[ -x "$d/podman" ] && "$d/podman" rm -fa -t 0 >/dev/null 2>&1
[ -s "$d/service.pid" ] && kill "$(cat "$d/service.pid")" 2>/dev/null
for mount in $(grep -o " $d/[^ ]*" /proc/self/mounts | sort -r); do umount -l "$mount" 2>/dev/null; done
rm -rf "$d"
exit 0

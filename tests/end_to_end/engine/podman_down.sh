#!/bin/bash
# podman_down.sh DIR: removes the container, stops the service, drops its files.
set -uo pipefail
d=$1
[ -d "$d" ] || exit 0
[ -x "$d/podman" ] && "$d/podman" rm -fa -t 0 >/dev/null 2>&1
[ -s "$d/service.pid" ] && kill "$(cat "$d/service.pid")" 2>/dev/null
short=$(cat "$d/short" 2>/dev/null)
for folder in "$d" ${short:+"$short"}; do
  for mount in $(grep -o " $folder/[^ ]*" /proc/self/mounts | sort -r); do umount -l "$mount" 2>/dev/null; done
  rm -rf "$folder"
done
exit 0

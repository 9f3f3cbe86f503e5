#!/bin/sh
# A grandchild that ignores what is polite and holds the pipes; both must be gone afterwards.
trap '' TERM HUP INT
(trap '' TERM HUP INT; while :; do sleep 0.1; done) &
echo "$$ $!" > "$PLUGIN_SEEN"
wait

#!/bin/sh
sleep 60 &
echo "$$ $!" > "$PLUGIN_SEEN"
echo 'done'

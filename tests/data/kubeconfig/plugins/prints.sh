#!/bin/sh
printf '%s' "$PLUGIN_PRINTS"

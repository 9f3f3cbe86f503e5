#!/bin/sh
head -c 10485760 /dev/zero

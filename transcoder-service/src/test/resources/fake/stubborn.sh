#!/bin/bash
# Ignores requests to end, and so does its child.
trap '' TERM INT HUP
bash -c 'trap "" TERM INT HUP; while true; do sleep 1; done' "child of $*" &
while true; do sleep 1; done

#!/bin/bash
# 200 MB on standard error without one line break, then a failure.
head -c 209715200 /dev/zero | tr '\0' 'x' >&2
exit 1

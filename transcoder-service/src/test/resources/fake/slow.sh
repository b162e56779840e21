#!/bin/bash
# Slower than the patience between two steps would suggest, but it makes way.
for step in 1 2 3 4 5 6 7 8; do
  printf 'frame=%d\nout_time_us=N/A\nprogress=continue\n' "$step"
  sleep 0.4
done
echo '[error] Invalid data found when processing input' >&2
exit 1

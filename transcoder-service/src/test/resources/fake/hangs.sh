#!/bin/bash
# Says that it works, always the same, and never ends.
while true; do printf 'frame=7\nout_time_us=100000\ntotal_size=1000\nprogress=continue\n'; sleep 0.2; done

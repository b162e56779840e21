#!/bin/bash
echo '[error] av_interleaved_write_frame(): No space left on device' >&2
exit 1

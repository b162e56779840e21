#!/bin/bash
echo 'about to decode' >&2
kill -SEGV $$

#!/bin/bash
# Reports success, and leaves nothing.
exit 0

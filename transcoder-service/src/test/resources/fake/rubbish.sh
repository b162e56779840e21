#!/bin/bash
# Reports success, and leaves something that is no film.
output="${*: -1}"
printf 'this is no film at all' > "${output#file:}"

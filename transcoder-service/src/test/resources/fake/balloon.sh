#!/bin/bash
# Asks for twice as much memory again and again.
exec awk 'BEGIN { text = "0123456789abcdef"; while (1) text = text text }'

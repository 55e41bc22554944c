#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Draws the PNG pictures of the icon and of the splash from their SVG files; run it after a change of these, and commit what
# it writes. Needs rsvg-convert (Debian: librsvg2-bin).
set -euo pipefail
icons=$(cd "$(dirname "${BASH_SOURCE[0]}")/../installer/src/icons" && pwd)
for size in 16 24 32 48 64 128 256 512; do
  rsvg-convert -w $size -h $size "$icons/tally.svg" -o "$icons/tally-$size.png"
done
rsvg-convert -w 660 -h 400 "$icons/splash.svg" -o "$icons/splash.png"

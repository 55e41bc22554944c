#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# CPU time of `tally stream` to eight endpoints beside the same to one: one encode, eight publishers. The two take turns.
# Goal: median ratio <= 1.15, no frame lost.
source "$(dirname "${BASH_SOURCE[0]}")/stage.sh"
open_screen
open_server
"$root/tally" --version >/dev/null

to() { # how many
  local targets=() i
  for i in $(seq "$1"); do targets+=(--to "rtmp://127.0.0.1:$rtmp_port/live/to$1n$i"); done
  TALLY_CONFIG_DIR=$stage/config cpu_of "$root/tally" stream --screen --size $size --fps $rate --bitrate $bitrate --preset veryfast \
    --no-audio "${targets[@]}" --seconds "$seconds"
}

printf 'round  one_cpu_s  frames  eight_cpu_s  frames  ratio\n'
for round in $(seq "$rounds"); do
  a=$(to 1); af=$(frames_received)
  b=$(to 8); bf=$(frames_received)
  ratio=$(awk "BEGIN { printf \"%.3f\", $b / $a }")
  echo "$ratio" >>"$stage/ratios"
  printf '%5d  %9s  %6s  %11s  %6s  %5s\n' "$round" "$a" "$af" "$b" "$bf" "$ratio"
done
echo "median ratio: $(median <"$stage/ratios") (goal <= 1.15)"

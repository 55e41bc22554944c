#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# CPU time of the Tally window (preview shown, live) beside OBS's, with the same screen, size, rate, preset and bit rate,
# to the same RTMP server, for as long. The two take turns. Goal: median ratio <= 0.6.
source "$(dirname "${BASH_SOURCE[0]}")/stage.sh"
source "$(dirname "${BASH_SOURCE[0]}")/obs.sh"
rows_below=880
open_screen $rows_below
open_server
"$root/tally" --version >/dev/null

# CPU seconds of a process and its children that are alive, from /proc, in clock ticks of 10 ms.
cpu_now() { awk '{ sub(/.*\) /, ""); print ($12 + $13) / 100 }' "/proc/$1/stat"; }

# Starts a program in the background, puts its window below the picture, lets it settle, then counts its CPU for the run.
# usage: measure TITLE COMMAND ...
measure() {
  local title=$1 pid before after
  shift
  "$@" >"$stage/out" 2>&1 &
  pid=$!
  xdotool search --sync --onlyvisible --name "$title" windowmove 0 "${size#*x}" >/dev/null
  sleep 10
  before=$(cpu_now $pid)
  sleep "$seconds"
  after=$(cpu_now $pid)
  kill $pid; wait $pid 2>/dev/null || true
  awk "BEGIN { printf \"%.2f\n\", $after - $before }"
}

ours() {
  TALLY_CONFIG_DIR=$stage/config measure "^Tally$" "$root/installer/target/tally/bin/tally" --go-live --screen --region "$size+0+0" --size $size --fps $rate --bitrate $bitrate \
    --to "rtmp://127.0.0.1:$rtmp_port/live/tally"
}
theirs() {
  obs_home
  run_obs measure '^OBS'
}

printf 'round  tally_cpu_s  obs_cpu_s  ratio   (%s s each)\n' "$seconds"
for round in $(seq "$rounds"); do
  a=$(ours)
  b=$(theirs)
  ratio=$(awk "BEGIN { printf \"%.3f\", $a / $b }")
  echo "$ratio" >>"$stage/ratios"
  printf '%5d  %11s  %9s  %5s\n' "$round" "$a" "$b" "$ratio"
done
echo "median ratio: $(median <"$stage/ratios") (goal <= 0.60)"

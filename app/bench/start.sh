#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# How long from the start of the process to (1) the window with its first preview picture drawn, and (2) the first packet
# that the RTMP server has accepted of `tally stream`? Medians of the rounds. Goals: 1.5 s and 1.0 s.
source "$(dirname "${BASH_SOURCE[0]}")/stage.sh"
rounds=${ROUNDS:-7}
open_screen
open_server
"$root/tally" --version >/dev/null
image=$root/installer/target/tally
export TALLY_CONFIG_DIR=$stage/config

now() { date +%s%N; }

# The window writes a line `trace-start <what> <ms since 1970>` for each mark.
window() {
  local begin
  begin=$(now)
  TALLY_JAVA_OPTIONS='-Dtally.exitAfterMs=4000 -Dtally.traceStart=true' "$image/bin/tally" 2>&1 |
    awk -v begin=$((begin / 1000000)) '/trace-start preview/ { print $3 - begin }'
}

# nginx creates the recording when the first media packet has been accepted.
first_packet() {
  rm -f "$stage"/recordings/*
  local begin end
  begin=$(now)
  "$image/bin/tally" stream --screen --size $size --fps $rate --bitrate $bitrate --to "rtmp://127.0.0.1:$rtmp_port/live/start" --seconds 2 >/dev/null 2>&1 &
  local pid=$!
  until [ -n "$(find "$stage/recordings" -type f -size +0c -print -quit)" ]; do sleep 0.005; done
  end=$(now)
  wait $pid || true
  echo $(((end - begin) / 1000000))
}

for _ in $(seq "$rounds"); do window >>"$stage/window"; done
for _ in $(seq "$rounds"); do first_packet >>"$stage/packet"; done
echo "process to window with moving preview, ms: $(tr '\n' ' ' <"$stage/window") median $(median <"$stage/window") (goal 1500)"
echo "process to first packet accepted, ms: $(tr '\n' ' ' <"$stage/packet") median $(median <"$stage/packet") (goal 1000)"

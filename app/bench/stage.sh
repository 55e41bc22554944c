# SPDX-License-Identifier: GPL-3.0-or-later
# The stage that every bench here plays on: a virtual screen with moving content and an RTMP server on loopback.
# Sourced. Needs the packages that ./check --peers installs, and `time`.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
stage=$(mktemp -d)
seconds=${SECONDS_PER_RUN:-60}
rounds=${ROUNDS:-3}
size=1280x720
rate=30
bitrate=2500
rtmp_port=${RTMP_PORT:-19351}
staff=()

# The last comes first: who draws ends before the screen does, because SDL hangs for good in an exit without its X server.
leave_stage() {
  local i
  for ((i = ${#staff[@]} - 1; i >= 0; i--)); do
    kill "${staff[i]}" 2>/dev/null || true
    wait "${staff[i]}" 2>/dev/null || true
  done
  rm -rf "$stage"
}
trap leave_stage EXIT

# An X server with a picture that moves everywhere, drawn by a process whose CPU nobody counts; below it so many rows are
# left for the windows of those that are measured, which must not cover what they capture.
open_screen() {
  local below=${1:-0}
  Xvfb -displayfd 3 -screen 0 "${size%x*}x$((${size#*x} + below))x24" 3>"$stage/display" >/dev/null 2>&1 &
  staff+=($!)
  until [ -s "$stage/display" ]; do sleep 0.05; done
  export DISPLAY=":$(cat "$stage/display")"
  SDL_VIDEODRIVER=x11 ffplay -v error -noborder -left 0 -top 0 -f lavfi "testsrc2=size=$size:rate=$rate" >/dev/null 2>&1 &
  painter=$!
  staff+=($painter)
  until xwininfo -root -tree 2>/dev/null | grep "$size" >/dev/null; do sleep 0.05; done
}

# From now on nothing moves there.
still_screen() {
  kill "$painter"
  wait "$painter" 2>/dev/null || true
}

# nginx with its RTMP module; records what arrives, so that frames can be counted afterwards.
open_server() {
  mkdir -p "$stage/recordings" && chmod 777 "$stage" "$stage/recordings"
  cat >"$stage/nginx.conf" <<CONF
load_module /usr/lib/nginx/modules/ngx_rtmp_module.so;
daemon off; worker_processes 1; pid $stage/nginx.pid; error_log $stage/nginx.log;
events { worker_connections 64; }
rtmp { server { listen 127.0.0.1:$rtmp_port; chunk_size 4096; max_message 8M;
  application live { live on; record all; record_path $stage/recordings; record_unique on; } } }
CONF
  nginx -p "$stage" -c "$stage/nginx.conf" 2>/dev/null &
  staff+=($!)
  until (exec 3<>"/dev/tcp/127.0.0.1/$rtmp_port") 2>/dev/null; do sleep 0.05; done
}

# Runs a command; prints its user+system CPU seconds, its children's included.
cpu_of() {
  local out=$stage/time
  /usr/bin/time -o "$out" -f '%U %S' "$@" >"$stage/out" 2>&1 || { cat "$stage/out" >&2; return 1; }
  awk '{ printf "%.2f\n", $1 + $2 }' "$out"
}

# How many pictures the newest recording has.
frames_received() {
  ffprobe -v error -count_packets -select_streams v -show_entries stream=nb_read_packets -of csv=p=0 \
    "$(ls -t "$stage"/recordings/* | head -n 1)"
}

median() { sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

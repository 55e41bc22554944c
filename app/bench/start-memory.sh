#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Tally's window beside OBS, in turns: (1) from the start of the process to its first packet at the RTMP server, both going
# live at once with the same screen, size, rate, preset and bit rate; (2) the processor time until then, which a busy machine
# changes less than the time; (3) resident memory after so long on the air, once as RSS and once as PSS, which shares out
# what other processes map, too. Then Tally alone, on a screen where nothing moves: process to window, and to its first preview
# picture, `tally stream` to its first packet, `tally --version`.
# Goals: first packet and RSS under OBS, RSS at most 350 MB; window 0.9 s, `tally stream` 0.7 s, `tally --version` 0.15 s.
# TALLY names the program to measure, such as /usr/bin/tally of the installed package; without it, it is the image's.
source "$(dirname "${BASH_SOURCE[0]}")/stage.sh"
source "$(dirname "${BASH_SOURCE[0]}")/obs.sh"
rows_below=880
open_screen $rows_below
open_server
[ -n "${TALLY-}" ] || "$root/tally" --version >/dev/null
tally=${TALLY-$root/installer/target/tally/bin/tally}

# Starts a program, and waits until the server has its first packet.
# usage: start COMMAND ...; sets pid, begin and first (ms)
start() {
  rm -f "$stage"/recordings/*
  begin=$(date +%s%N)
  "$@" >"$stage/out" 2>&1 &
  pid=$!
  until [ -n "$(find "$stage/recordings" -type f -size +0c -print -quit)" ]; do
    kill -0 $pid || { cat "$stage/out" >&2; return 1; }
    sleep 0.005
  done
  first=$((($(date +%s%N) - begin) / 1000000))
}
stop() {
  kill "$pid"
  wait "$pid" 2>/dev/null || true
}

# Starts a program with a window, and prints: ms to its first packet, CPU ms until then, RSS and PSS in MB after $seconds.
# usage: measure TITLE COMMAND ...
measure() {
  local title=$1 pid begin first cpu
  shift
  start "$@"
  cpu=$(awk '{ sub(/.*\) /, ""); print ($12 + $13) * 10 }' "/proc/$pid/stat") # clock ticks are 10 ms
  xdotool search --sync --onlyvisible --name "$title" windowmove 0 "${size#*x}" >/dev/null
  sleep "$seconds"
  printf '%d %d ' "$first" "$cpu"
  awk '/^Rss:/ { rss = $2 } /^Pss:/ { pss = $2 } END { printf "%d %d\n", rss / 1024, pss / 1024 }' "/proc/$pid/smaps_rollup"
  stop
}

ours() {
  TALLY_CONFIG_DIR=$stage/config measure '^Tally$' "$tally" --go-live --screen --region "$size+0+0" --size "$size" --fps "$rate" --bitrate "$bitrate" \
    --to "rtmp://127.0.0.1:$rtmp_port/live/tally"
}
theirs() {
  obs_home
  run_obs measure '^OBS'
}

# The window writes a line `trace-start <what> <ms since 1970>` for each mark. Prints those of `window` and `preview`, ms.
window() {
  local begin
  begin=$(date +%s%N)
  TALLY_CONFIG_DIR=$stage/config TALLY_JAVA_OPTIONS='-Dtally.exitAfterMs=4000 -Dtally.traceStart=true' "$tally" 2>&1 |
    awk -v begin=$((begin / 1000000)) '/trace-start window|trace-start preview/ { printf "%d ", $3 - begin } END { print "" }'
}
stream() {
  local pid begin first
  TALLY_CONFIG_DIR=$stage/config start "$tally" stream --screen --region "$size+0+0" --size "$size" --fps "$rate" --bitrate "$bitrate" \
    --to "rtmp://127.0.0.1:$rtmp_port/live/stream"
  echo "$first"
  stop
}
version() {
  local begin
  begin=$(date +%s%N)
  "$tally" --version >/dev/null
  echo $((($(date +%s%N) - begin) / 1000000))
}

printf 'round  tally: first packet ms  CPU ms  RSS MB  PSS MB   obs: first packet ms  CPU ms  RSS MB  PSS MB   (after %s s)\n' "$seconds"
for round in $(seq "$rounds"); do
  read -r a ac b c < <(ours)
  read -r d dc e f < <(theirs)
  echo "$a" >>"$stage/start.tally"
  echo "$d" >>"$stage/start.obs"
  echo "$ac" >>"$stage/cpu.tally"
  echo "$dc" >>"$stage/cpu.obs"
  echo "$b" >>"$stage/rss.tally"
  echo "$e" >>"$stage/rss.obs"
  printf '%5d  %22s  %6s  %6s  %6s   %20s  %6s  %6s  %6s\n' "$round" "$a" "$ac" "$b" "$c" "$d" "$dc" "$e" "$f"
done
still_screen
for _ in $(seq 7); do
  read -r a b < <(window)
  echo "$a" >>"$stage/window"
  echo "$b" >>"$stage/preview"
  stream >>"$stage/stream"
done
for _ in $(seq 9); do version >>"$stage/version"; done
echo "median of the first packet: $(median <"$stage/start.tally") ms, OBS $(median <"$stage/start.obs") ms"
echo "median of the CPU time until then: $(median <"$stage/cpu.tally") ms, OBS $(median <"$stage/cpu.obs") ms"
echo "median of the memory (RSS): $(median <"$stage/rss.tally") MB (goal 350), OBS $(median <"$stage/rss.obs") MB"
echo "median of the window: $(median <"$stage/window") ms (goal 900), of its first preview picture: $(median <"$stage/preview") ms"
echo "median of the first packet of tally stream: $(median <"$stage/stream") ms (goal 700)"
echo "median of tally --version: $(median <"$stage/version") ms (goal 150)"

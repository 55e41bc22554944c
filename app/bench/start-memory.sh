#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Tally's window beside OBS, in turns: (1) from the start of the process to its first packet at the RTMP server, both going
# live at once with the same screen, size, rate, preset and bit rate; (2) resident memory after so long on the air, once as
# RSS and once as PSS, which shares out what other processes map, too. Then the time of `tally --version`.
# Goals: under OBS in both; RSS at most 350 MB; `tally --version` at most 0.15 s.
# TALLY names the program to measure, such as /usr/bin/tally of the installed package; without it, it is the image's.
source "$(dirname "${BASH_SOURCE[0]}")/stage.sh"
source "$(dirname "${BASH_SOURCE[0]}")/obs.sh"
rows_below=880
open_screen $rows_below
open_server
[ -n "${TALLY-}" ] || "$root/tally" --version >/dev/null
tally=${TALLY-$root/installer/target/tally/bin/tally}

# Starts a program, and prints: ms to its first packet, RSS and PSS in MB after $seconds.
# usage: measure TITLE COMMAND ...
measure() {
  local title=$1 pid begin end
  shift
  rm -f "$stage"/recordings/*
  begin=$(date +%s%N)
  "$@" >"$stage/out" 2>&1 &
  pid=$!
  until [ -n "$(find "$stage/recordings" -type f -size +0c -print -quit)" ]; do
    kill -0 $pid || { cat "$stage/out" >&2; return 1; }
    sleep 0.005
  done
  end=$(date +%s%N)
  xdotool search --sync --onlyvisible --name "$title" windowmove 0 "${size#*x}" >/dev/null
  sleep "$seconds"
  printf '%d ' $(((end - begin) / 1000000))
  awk '/^Rss:/ { rss = $2 } /^Pss:/ { pss = $2 } END { printf "%d %d\n", rss / 1024, pss / 1024 }' "/proc/$pid/smaps_rollup"
  kill $pid
  wait $pid 2>/dev/null || true
}

ours() {
  TALLY_CONFIG_DIR=$stage/config measure '^Tally$' "$tally" --go-live --screen --region "$size+0+0" --size "$size" --fps "$rate" --bitrate "$bitrate" \
    --to "rtmp://127.0.0.1:$rtmp_port/live/tally"
}
theirs() {
  obs_home
  run_obs measure '^OBS'
}

printf 'round  tally: first packet ms  RSS MB  PSS MB   obs: first packet ms  RSS MB  PSS MB   (after %s s)\n' "$seconds"
for round in $(seq "$rounds"); do
  read -r a b c < <(ours)
  read -r d e f < <(theirs)
  echo "$a" >>"$stage/start.tally"
  echo "$d" >>"$stage/start.obs"
  echo "$b" >>"$stage/rss.tally"
  echo "$e" >>"$stage/rss.obs"
  printf '%5d  %22s  %6s  %6s   %20s  %6s  %6s\n' "$round" "$a" "$b" "$c" "$d" "$e" "$f"
done
for _ in $(seq 9); do
  begin=$(date +%s%N)
  "$tally" --version >/dev/null
  echo $((($(date +%s%N) - begin) / 1000000)) >>"$stage/version"
done
echo "median of the first packet: $(median <"$stage/start.tally") ms, OBS $(median <"$stage/start.obs") ms"
echo "median of the memory (RSS): $(median <"$stage/rss.tally") MB (goal 350), OBS $(median <"$stage/rss.obs") MB"
echo "median of tally --version: $(median <"$stage/version") ms (goal 150)"

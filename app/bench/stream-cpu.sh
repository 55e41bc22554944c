#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# CPU time of `tally stream` beside the `ffmpeg` program's, doing the same: grab a 1280x720 screen at 30 fps, encode with
# x264 veryfast at 2500 kb/s, push to the same RTMP server. The two take turns. Goal: median ratio <= 1.10, no frame lost.
source "$(dirname "${BASH_SOURCE[0]}")/stage.sh"
open_screen
open_server
"$root/tally" --version >/dev/null

ours() {
  TALLY_CONFIG_DIR=$stage/config cpu_of "$root/tally" stream --screen --size $size --fps $rate --bitrate $bitrate --preset veryfast \
    --no-audio --to "rtmp://127.0.0.1:$rtmp_port/live/tally" --seconds "$seconds"
}
theirs() {
  cpu_of ffmpeg -v error -f x11grab -framerate $rate -video_size $size -i "$DISPLAY" -t "$seconds" \
    -c:v libx264 -preset veryfast -profile:v high -pix_fmt yuv420p -b:v ${bitrate}k -maxrate ${bitrate}k -bufsize ${bitrate}k \
    -g $((rate * 2)) -f flv "rtmp://127.0.0.1:$rtmp_port/live/ffmpeg"
}

printf 'round  tally_cpu_s  frames  ffmpeg_cpu_s  frames  ratio\n'
for round in $(seq "$rounds"); do
  a=$(ours); af=$(frames_received)
  b=$(theirs); bf=$(frames_received)
  ratio=$(awk "BEGIN { printf \"%.3f\", $a / $b }")
  echo "$ratio" >>"$stage/ratios"
  printf '%5d  %11s  %6s  %12s  %6s  %5s\n' "$round" "$a" "$af" "$b" "$bf" "$ratio"
done
echo "median ratio: $(median <"$stage/ratios") (goal <= 1.10)"

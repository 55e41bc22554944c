#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Takes the pictures of the documents from the real program on a virtual screen: docs/going-live.gif (the button is pressed,
# the lamp burns, the stream comes back), docs/window.png (on the air) and docs/report.png (a stream with its report).
# Run it after a change of the window that is to be seen, look at what it wrote, and commit that.
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
# shellcheck source=scripts/packages.sh
source "$root/scripts/packages.sh"
need_packages xvfb xdotool x11-utils imagemagick ffmpeg pulseaudio
width=1440 height=900 # of the window; the desktop that is sent lies to the left of it
desk=1280
"$root/tally" --version >/dev/null

stage=$(mktemp -d)
staff=()
leave() {
  for pid in ${staff[@]+"${staff[@]}"}; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$stage"
}
trap leave EXIT
export TALLY_CONFIG_DIR=$stage/config XDG_STATE_HOME=$stage/state PULSE_RUNTIME_PATH=$stage/pulse
export PULSE_SERVER=unix:$stage/pulse/native DBUS_SESSION_BUS_ADDRESS=
mkdir -p "$stage/pulse"

await() { # seconds, a condition
  local end=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt $end ] || { echo "\"$*\" did not come true." >&2; exit 1; }
    sleep 0.2
  done
}

Xvfb -displayfd 3 -screen 0 "$((desk + width))x${height}x24" 3>"$stage/display" >/dev/null 2>&1 &
staff+=($!)
await 90 test -s "$stage/display"
DISPLAY=:$(cat "$stage/display")
export DISPLAY
pulseaudio -n --daemonize=no --use-pid-file=no --exit-idle-time=-1 -L "module-native-protocol-unix socket=$stage/pulse/native" \
  -L "module-null-sink sink_name=speakers" >/dev/null 2>&1 &
staff+=($!)
await 90 test -S "$stage/pulse/native"
ffmpeg -nostdin -v quiet -re -f lavfi -i 'aevalsrc=0.35*sin(300*2*PI*t)*(0.6+0.4*sin(3*t)):s=48000' -f pulse -device speakers tone >/dev/null 2>&1 &
staff+=($!)
# What is on the desktop: a clock, so that one sees how far behind the monitor is. Little of it moves, so that the
# animation stays small.
text() { echo "drawtext=font=DejaVu Sans:fontcolor=$1:fontsize=$2:x=$3:y=$4:text='$5'"; }
SDL_VIDEODRIVER=x11 ffplay -v error -noborder -left 0 -top 0 -f lavfi "color=0x14213d:s=1280x720:r=10,\
drawbox=x=0:y=600:w=1280:h=120:c=0xe5383b:t=fill,drawbox=x=70:y=250:w=560:h=260:c=0x1d3461:t=fill,\
$(text white 64 70 90 'The evening show'),$(text 0x9db4dd 30 70 180 'live from this desk'),\
$(text white 110 110 325 '%{localtime\:%T}'),$(text white 40 70 640 'Tonight\: how far behind are the viewers\?')" >/dev/null 2>&1 &
staff+=($!)
await 90 sh -c 'xwininfo -root -tree | grep 1280x720+0+0'

"$root/installer/target/tally/bin/tally" --screen --region 1280x720+0+0 --desktop-audio >"$stage/tally" 2>&1 &
staff+=($!)
window=$(xdotool search --sync --onlyvisible --name '^Tally$')
xdotool windowmove "$window" $desk 0 windowsize "$window" $width $height
# The red button at the top right is found by its colour.
button() {
  import -window root -crop "460x60+$((desk + width - 460))+0" +repage -depth 8 txt:- |
    awk -F'[(), :]+' -v left=$((desk + width - 460)) '$3 > 200 && $4 < 90 && $5 < 90 { x += $1 + left; y += $2; n++ } END { if (n < 200) exit 1; printf "%d %d\n", x / n, y / n }'
}
await 60 button
sleep 3 # until meters and preview stand as they do
read -r x y < <(button)
xdotool mousemove $((x - 250)) $((y + 120))

ffmpeg -nostdin -v error -y -f x11grab -framerate 5 -draw_mouse 1 -video_size "${width}x$height" -i "$DISPLAY+$desk,0" -t 14 -c:v libx264rgb -qp 0 -preset ultrafast "$stage/live.mkv" &
film=$!
sleep 1.5
xdotool mousemove $((x - 120)) $((y + 60))
sleep 0.3
xdotool mousemove "$x" "$y"
sleep 0.7
xdotool click 1
wait $film
# One palette, no dithering: areas stay areas, which is what GIF can pack.
ffmpeg -nostdin -v error -y -i "$stage/live.mkv" -filter_complex \
  'fps=5,scale=880:-1:flags=lanczos,split[a][b];[a]palettegen=max_colors=80:stats_mode=diff[p];[b][p]paletteuse=dither=none:diff_mode=rectangle' \
  "$root/docs/going-live.gif"

xdotool mousemove $((desk + width / 2)) $((height - 5))
sleep 20 # until each line of the window has something to tell
import -window root -crop "${width}x$height+$desk+0" +repage "$root/docs/window.png"
xdotool windowfocus "$window" key ctrl+q
await 30 sh -c "! xdotool search --onlyvisible --name '^Tally\$'"

# A stream of somebody else, which has what the report finds: its bit rate is three times what is announced.
mkdir "$stage/hls"
ffmpeg -nostdin -v error -re -f lavfi -i 'testsrc2=s=1280x720:r=25' -f lavfi -i 'sine=f=300:b=3' -c:v libx264 -preset ultrafast -g 50 \
  -b:v 2500k -c:a aac -f hls -hls_time 2 -hls_list_size 5 -hls_flags delete_segments+program_date_time "$stage/hls/index.m3u8" >/dev/null 2>&1 &
staff+=($!)
printf '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=900000,CODECS="avc1.64001f,mp4a.40.2",RESOLUTION=1280x720\nindex.m3u8\n' >"$stage/hls/show.m3u8"
await 30 test -s "$stage/hls/index.m3u8"
"$root/installer/target/tally/bin/tally" window "$stage/hls/show.m3u8" >"$stage/tally" 2>&1 &
staff+=($!)
window=$(xdotool search --sync --onlyvisible --name '^Tally$')
xdotool windowmove "$window" $desk 0 windowsize "$window" $width $height
sleep 40
xdotool mousemove $((desk + width / 3)) $((height * 5 / 8)) click 1 # a finding, with what helps
sleep 2
import -window root -crop "${width}x$height+$desk+0" +repage "$root/docs/report.png"
xdotool windowfocus "$window" key ctrl+q
for picture in going-live.gif window.png report.png; do
  stat -c '%n: %s bytes' "$root/docs/$picture"
done

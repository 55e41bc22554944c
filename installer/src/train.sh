#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the class caches of an image (JEP 514): runs it once as a window and once as a command, with the image's own
# runtime, and lets the JVM write what it loaded and linked. Without a cache the image starts all the same, only slower.
# usage: train.sh IMAGE TIME, as 2026-11-21T00:00:00Z
# A cache holds for files of one size and time of last change, and packers like to set that time to a fixed one; so it is
# fixed here, before.
set -eu
image=$1
# In the one form that both GNU and BSD know: 202611210000.00.
time=$(printf %s "$2" | tr -dc 0-9)
TZ=UTC find "$image" -exec touch -h -t "${time%??}.${time#????????????}" {} +
# macOS has no such program; there the build as a whole has a limit.
limit=
! command -v timeout >/dev/null || limit='timeout 120'
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Settings, logs and recordings of the training run go nowhere near the user's own.
export TALLY_CONFIG_DIR="$work/config" XDG_STATE_HOME="$work/state" XDG_CONFIG_HOME="$work/config"

train() {
  cache=$1
  options=$2
  shift 2
  rm -f "$image/lib/$cache.aot"
  # The launcher names the cache to read; the JVM refuses to read and write in one run, so the training has its own line.
  $limit "$image/runtime/bin/java" -XX:AOTCacheOutput="$image/lib/$cache.aot" -Xlog:aot*=error -Xlog:cds*=off \
    @"$image/lib/jvm.options" -Djava.library.path="$image/lib/native" $options -cp "$image/lib/tally-app.jar" io.tally.app.Launcher "$@" >"$work/$cache.log" 2>&1 ||
    { cat "$work/$cache.log" >&2; exit 1; }
  [ -s "$image/lib/$cache.aot" ] || { cat "$work/$cache.log" >&2; exit 1; }
}

# With a virtual screen the classes of screen capture and of the desktop's windows are learned, too. The user's own screen
# is left alone: nobody wants windows to come and go while a program is built.
platform='-Dglass.platform=Headless -Dprism.order=sw'
sources=--pattern
unset DISPLAY WAYLAND_DISPLAY
if command -v Xvfb >/dev/null; then
  Xvfb -displayfd 3 -screen 0 1280x720x24 3>"$work/display" >/dev/null 2>&1 &
  screen=$!
  trap 'kill $screen 2>/dev/null || true; rm -rf "$work"' EXIT
  while kill -0 $screen && [ ! -s "$work/display" ]; do sleep 0.1; done
  if [ -s "$work/display" ]; then
    DISPLAY=":$(cat "$work/display")"
    export DISPLAY
    platform=
    sources='--screen --pattern'
  fi
fi
train command '' stream $sources --tone --seconds 3
# The first window leaves settings behind, so that the one that is learned from reads them, as nearly every start does.
"$image/runtime/bin/java" @"$image/lib/jvm.options" -Djava.library.path="$image/lib/native" $platform -Dtally.exitAfterMs=1500 \
  -cp "$image/lib/tally-app.jar" io.tally.app.Launcher >"$work/first.log" 2>&1 || { cat "$work/first.log" >&2; exit 1; }
# Live, to the ingest inside and back into the monitor: what is pressed next should be as quick as the window. Without a camera:
# the JVM reads the whole cache at each start, and OpenCV's classes are 10 MB of memory that most streams never need.
train window "$platform -Dtally.exitAfterMs=12000" --go-live ${sources%% *}
touch "$image/built"

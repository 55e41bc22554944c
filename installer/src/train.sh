#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the class caches of an image (JEP 514): runs it once as a window and once as a command, with the image's own
# runtime, and lets the JVM write what it loaded and linked. Without a cache the image starts all the same, only slower.
# usage: train.sh IMAGE
set -eu
image=$1
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
  timeout 120 "$image/runtime/bin/java" -XX:AOTCacheOutput="$image/lib/$cache.aot" -Xlog:aot*=error -Xlog:cds*=off \
    -XX:+UseSerialGC -XX:-UsePerfData -Xss512k \
    --enable-native-access=javafx.graphics,ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -Dorg.bytedeco.javacpp.maxBytes=0 -Dorg.bytedeco.javacpp.maxPhysicalBytes=0 \
    $options -cp "$image/lib/tally-app.jar" io.tally.app.Launcher "$@" >"$work/$cache.log" 2>&1 ||
    { cat "$work/$cache.log" >&2; exit 1; }
  [ -s "$image/lib/$cache.aot" ] || { cat "$work/$cache.log" >&2; exit 1; }
}

train command '' stream --pattern --tone --seconds 3
train window '-Dglass.platform=Headless -Dprism.order=sw -Dtally.exitAfterMs=8000'
touch "$image/built"

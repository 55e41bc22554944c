# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154  # size, rate and the like come from stage.sh
# How OBS is set up to do the same as Tally. Sourced after stage.sh.

# Writes OBS's settings into $stage/obs: the picture at the top of the screen, x264 veryfast, to our RTMP server.
# $rows_below: rows of the screen below the picture, which are not sent
obs_home() {
  local config=$stage/obs/.config/obs-studio
  mkdir -p "$config/basic/profiles/Bench" "$config/basic/scenes"
  printf '[General]\nFirstRun=true\nEnableAutoUpdates=false\n[Basic]\nProfile=Bench\nProfileDir=Bench\nSceneCollection=Bench\nSceneCollectionFile=Bench\n' >"$config/global.ini"
  cat >"$config/basic/profiles/Bench/basic.ini" <<INI
[General]
Name=Bench
[Video]
BaseCX=1280
BaseCY=720
OutputCX=1280
OutputCY=720
FPSType=0
FPSCommon=$rate
[Output]
Mode=Simple
Reconnect=false
[SimpleOutput]
VBitrate=$bitrate
ABitrate=160
StreamEncoder=x264
UseAdvanced=true
Preset=veryfast
INI
  echo "{\"settings\":{\"server\":\"rtmp://127.0.0.1:$rtmp_port/live\",\"key\":\"obs\",\"use_auth\":false},\"type\":\"rtmp_custom\"}" \
    >"$config/basic/profiles/Bench/service.json"
  cat >"$config/basic/scenes/Bench.json" <<JSON
{"current_scene":"Scene","current_program_scene":"Scene","name":"Bench","scene_order":[{"name":"Scene"}],
 "sources":[{"id":"scene","name":"Scene","settings":{"items":[{"name":"Screen","id":1,"visible":true,"pos":{"x":0,"y":0},"scale":{"x":1,"y":1}}],"id_counter":1}},
  {"id":"xshm_input","name":"Screen","settings":{"screen":0,"show_cursor":true,"cut_bot":$rows_below}}]}
JSON
}

# Runs OBS with these settings, on the air at once; more words go before it, such as the name of a function.
run_obs() {
  HOME=$stage/obs LIBGL_ALWAYS_SOFTWARE=1 "$@" obs --startstreaming --profile Bench --collection Bench --multi --disable-updater
}

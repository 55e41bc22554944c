# SPDX-License-Identifier: GPL-3.0-or-later
# Are these system packages here? Sourced by ./tally and ./check.

# What the window, sound and screen capture need beside the JDK. `a|b` is one package under its old and its new name.
RUN_PACKAGES='libgtk-3-0|libgtk-3-0t64 libgl1 libxtst6 libxxf86vm1 libxcb-shm0 libxcb-shape0 libxcb-xfixes0 libpulse0 libasound2|libasound2t64 libasound2-plugins fonts-dejavu-core'
# What the tests need: a display, a sound server, small real peers, and a compiler for the camera and the graphics card that they emulate.
TEST_PACKAGES='xvfb xdotool x11-utils x11-xserver-utils imagemagick pulseaudio pulseaudio-utils ffmpeg nginx-light libnginx-mod-rtmp openssl gcc libc6-dev libva-dev srt-tools gstreamer1.0-tools gstreamer1.0-plugins-bad binutils rpm desktop-file-utils appstream mandoc shellcheck zsh fish'
# What `./check --peers` and the benches need beside that.
PEER_PACKAGES='obs-studio obs-plugins chromium chromium-driver mpv nodejs iproute2 gstreamer1.0-tools gstreamer1.0-plugins-good gstreamer1.0-plugins-bad gstreamer1.0-plugins-ugly'
# Node's own package brings npm along, Debian's does not.
command -v npm >/dev/null || PEER_PACKAGES="$PEER_PACKAGES npm"

# Installs those of the packages named that are missing, where it may; else prints the one command to run and fails.
# On systems without dpkg it trusts that the libraries are there: what is missing is said when it is used.
need_packages() {
  command -v dpkg-query >/dev/null || return 0
  local wanted name found missing=()
  for wanted in "$@"; do
    found=
    for name in ${wanted//|/ }; do
      case "$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null)" in
        installed) found=yes; break ;;
      esac
    done
    [ -n "$found" ] || missing+=("$wanted")
  done
  [ ${#missing[@]} -eq 0 ] && return 0

  local sudo=()
  if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
      sudo=(sudo -n)
    else
      echo "Tally needs system packages that are missing here. Please run:" >&2
      echo "  sudo apt-get install -y --no-install-recommends ${missing[*]%%|*}" >&2
      return 1
    fi
  fi
  "${sudo[@]}" apt-get update -q >&2 || echo "apt-get update failed; going on with the lists that are here." >&2
  local names=()
  for wanted in "${missing[@]}"; do
    for name in ${wanted//|/ }; do
      if [ -n "$(apt-cache show "$name" 2>/dev/null | head -c 1)" ]; then
        names+=("$name")
        break
      fi
    done
  done
  echo "Installing: ${names[*]}" >&2
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${names[@]}" >&2
}

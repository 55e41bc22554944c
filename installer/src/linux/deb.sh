#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the .deb of a root folder. jpackage's own would put the desktop entry there by a script at installation, could hold
# nothing below /usr/share, and would start the program by a launcher that knows one class cache only.
# usage: deb.sh ROOT VERSION ARCHITECTURE WORK FILE; WORK has the file `needed`
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$1 version=$2 architecture=$3 work=$4 file=$5
source "$here/needs.sh"

tree=$work/deb
rm -rf "$tree"
cp -al "$root" "$tree"
install -d "$tree/DEBIAN"
cp "$here/copyright" "$tree/usr/share/doc/tally/copyright"
# The zsh of Debian keeps what packages complete in a folder of another name.
install -d "$tree/usr/share/zsh/vendor-completions"
mv "$tree/usr/share/zsh/site-functions/_tally" "$tree/usr/share/zsh/vendor-completions/"
rmdir "$tree/usr/share/zsh/site-functions"
cat >"$tree/DEBIAN/control" <<CONTROL
Package: tally
Version: $version
Architecture: $architecture
Maintainer: The Tally project <tally@localhost>
Installed-Size: $(du -sk --apparent-size "$root" | cut -f1)
Section: video
Priority: optional
Depends: libc6 (>= $(glibc "$root")), $(debian_packages "$here/needs.txt" <"$work/needed")
Recommends: fonts-dejavu-core | fonts-freefont-ttf, libasound2-plugins, libgl1-mesa-dri, xdg-utils
Suggests: gnome-keyring | kwalletmanager
Description: broadcaster and monitor for live streams
 Tally sends your screen, camera and sound to any RTMP, RTMPS or SRT ingest,
 and plays in the same window what your viewers see. An ingest of its own on
 this computer is the first destination, so that it needs no account. For those
 who test streams it plays HLS and MPEG-DASH and says what is wrong with them.
 .
 The package brings its own Java runtime and touches no other.
CONTROL
# Members of the archive carry their times, which are those that the class caches were made for.
find "$tree" -type f -path '*/usr/*' -o -path '*/DEBIAN/*' -type f | while read -r one; do touch -d "@$SOURCE_DATE_EPOCH" "$one"; done
(cd "$tree" && find . -type f -not -path './DEBIAN/*' -printf '%P\0' | LC_ALL=C sort -z | xargs -0 md5sum >DEBIAN/md5sums)
# xz makes the smallest file; zstd takes a tenth of its time for 15 % more bytes, and any dpkg beside that glibc knows it.
case "${TALLY_DEB_COMPRESSION-xz}" in
  zstd) compression=(-Zzstd -z15) ;;
  *) compression=(-Zxz -z6) ;;
esac
dpkg-deb --root-owner-group "${compression[@]}" --build "$tree" "$file"

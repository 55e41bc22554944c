#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the Linux packages of an image: .deb, .rpm and .tar.gz.
# usage: packages.sh IMAGE VERSION TIME WORK TARGET; TIME as 2026-11-21T00:00:00Z; WORK has the folder `manual`
# A system without dpkg-deb or rpmbuild gets what the others make; without both, the build fails.
set -euo pipefail
# Whoever builds may keep files for themselves; those of a package are for everybody.
umask 022
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
image=$1 version=$2 time=$3 work=$4 target=$5
source "$here/needs.sh"

machine=$(uname -m)
case "$machine" in
  x86_64) architecture=amd64 ;;
  aarch64) architecture=arm64 ;;
  *) echo "There are no native libraries for $machine; packages can be made on x86_64 and aarch64." >&2; exit 1 ;;
esac
# A pre-release sorts before its release in both worlds by a tilde.
package_version=$(tr '[:upper:]' '[:lower:]' <<<"${version/-/\~}")
export SOURCE_DATE_EPOCH
SOURCE_DATE_EPOCH=$(date -u -d "$time" +%s)

# The files as they will lie on the system. Links cost no copy of the image, and keep the times that the caches need.
root=$work/root
rm -rf "$root"
install -d "$root/opt" "$root/usr/bin" "$root/usr/share/"{applications,metainfo,man/man1,bash-completion/completions,zsh/site-functions,fish/vendor_completions.d,doc/tally}
cp -al "$image" "$root/opt/tally"
rm -f "$root/opt/tally/built"
chmod -R u=rwX,go=rX "$root/opt/tally"
ln -s /opt/tally/bin/tally "$root/usr/bin/tally"
install -m 644 "$here"/*.desktop "$root/usr/share/applications"
sed -e "s/@version@/$package_version/" -e "s/@date@/${time%T*}/" "$here/io.tally.Tally.metainfo.xml" >"$root/usr/share/metainfo/io.tally.Tally.metainfo.xml"
for icon in "$here"/../icons/tally-*.png; do
  size=${icon##*-}
  size=${size%.png}
  install -D -m 644 "$icon" "$root/usr/share/icons/hicolor/${size}x$size/apps/io.tally.Tally.png"
done
install -D -m 644 "$here/../icons/tally.svg" "$root/usr/share/icons/hicolor/scalable/apps/io.tally.Tally.svg"
for page in "$work"/manual/*.1; do
  gzip -9nc "$page" >"$root/usr/share/man/man1/${page##*/}.gz"
done
install -m 644 "$work/manual/tally.bash" "$root/usr/share/bash-completion/completions/tally"
install -m 644 "$work/manual/_tally" "$root/usr/share/zsh/site-functions/_tally"
install -m 644 "$work/manual/tally.fish" "$root/usr/share/fish/vendor_completions.d/tally.fish"
ln -s /opt/tally/licences "$root/usr/share/doc/tally/licences"
gzip -9nc "$here/../../../CHANGELOG.md" >"$root/usr/share/doc/tally/changelog.gz"
find "$root" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
needed "$root/opt/tally" >"$work/needed"

made=
if command -v dpkg-deb >/dev/null; then
  "$here/deb.sh" "$root" "$package_version" "$architecture" "$work" "$target/tally_${package_version}_$architecture.deb"
  made=yes
fi
if command -v rpmbuild >/dev/null; then
  "$here/rpm.sh" "$root" "$package_version" "$machine" "$work" "$target"
  made=yes
fi
if [ -z "$made" ]; then
  echo "Neither dpkg-deb nor rpmbuild is here, so no package was made. Install one: apt install dpkg rpm, or dnf install rpm-build." >&2
  exit 1
fi

# For other systems: one folder that runs where it is unpacked, with what the desktop needs beside it.
portable=tally-$package_version-linux-$machine
rm -rf "${work:?}/$portable"
cp -al "$root/opt/tally" "$work/$portable"
cp -al "$root/usr/share" "$work/$portable/share"
rm "$work/$portable/share/doc/tally/licences"
tar -C "$work" --owner=0 --group=0 --sort=name -czf "$target/$portable.tar.gz" "$portable"

#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Does the .deb do what its users expect? Installs it by apt in a bare Debian of its own, starts it there from its desktop
# entry on a virtual screen, goes live, plays what comes back, opens a playlist and an ingest's address by association,
# upgrades it, removes it, and compares what is left with what was there before. Also looks into the .rpm and the archive.
# usage: package-check.sh [DEB]; makes the packages if there are none. Needs root, and on Debian the packages named below.
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
# shellcheck source=scripts/packages.sh
source "$root/scripts/packages.sh"
# shellcheck source=scripts/jdk.sh
source "$root/scripts/jdk.sh"
[ "$(id -u)" -eq 0 ] || { echo "This check makes a Debian of its own, which only root may. Run it with sudo." >&2; exit 1; }
need_packages debootstrap debian-archive-keyring xvfb xdotool x11-utils imagemagick ffmpeg rpm curl desktop-file-utils appstream mandoc binutils zsh fish

suite=${SUITE:-bookworm}
mirror=${MIRROR:-http://deb.debian.org/debian}
newest() { find "$root/installer/target" -maxdepth 1 -name "$1" -printf '%T@ %p\n' 2>/dev/null | sort -n | tail -1 | cut -d' ' -f2-; }
deb=${1-$(newest 'tally_*.deb')}
if [ -z "$deb" ]; then
  need_jdk
  "$root/mvnw" -f "$root/pom.xml" -q -B -Pinstaller -DskipTests -Dspotless.check.skip package
  deb=$(newest 'tally_*.deb')
fi
rpm=$(newest 'tally-*.rpm')
archive=$(newest 'tally-*.tar.gz')
most_bytes=130000000 # what a person downloads

stage=$(mktemp -d)
house=$stage/debian
staff=()
leave() {
  for pid in ${staff[@]+"${staff[@]}"}; do kill "$pid" 2>/dev/null || true; done
  # What the desktop started has its own process group; by its root folder it is known to be ours.
  for process in /proc/[0-9]*; do
    [ "$(readlink "$process/root" 2>/dev/null)" != "$house" ] || kill "${process#/proc/}" 2>/dev/null || true
  done
  wait 2>/dev/null || true
  for mount in dev/pts dev proc; do umount -l "$house/$mount" 2>/dev/null || true; done
  rm -rf --one-file-system "$stage"
}
trap leave EXIT

step() { printf '%s  %s\n' "$(date +%T)" "$*"; }
fail() { echo "FAILED: $*" >&2; exit 1; }
# Waits until a condition holds: at most $1 seconds, for what is said in $2.
await() {
  local seconds=$1 what=$2 end
  shift 2
  end=$((SECONDS + seconds))
  until "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt $end ] || fail "$what did not come within $seconds s"
    sleep 0.2
  done
}
inside() { chroot "$house" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/home/viewer LANG=C.UTF-8 DISPLAY="${DISPLAY-}" DEBIAN_FRONTEND=noninteractive "$@"; }
as_viewer() { inside setpriv --reuid=1000 --regid=1000 --clear-groups "$@"; }
# Every file but those that change with any installation, such as the package manager's own lists.
files() { (cd "$house" && find . -xdev \( -path ./proc -o -path ./dev -o -path ./tmp -o -path ./var/lib/dpkg -o -path ./var/lib/apt -o -path ./var/cache -o -path ./var/log -o -path ./home \) -prune -o -print | LC_ALL=C sort); }

step "Who may read what is packed"
# The JVM writes class caches for their owner only, and a builder may have a strict umask; a package is for everybody.
# $1: what is looked at; standard input: a line a file, its mode first and then its owner as user/group.
readable() {
  local others
  others=$(awk '!(/^[-d]rw[-x]r-[-x]r-[-x] / || /^l/) || $2 != "root/root"')
  [ -z "$others" ] || fail "files of $1 that not everybody may read, or that are not root's: $others"
}
dpkg-deb -c "$deb" | readable "the .deb"
[ -z "$rpm" ] || rpm -qplv "$rpm" 2>/dev/null | awk '{ print $1, $3 "/" $4, $NF }' | readable "the .rpm"
[ -z "$archive" ] || tar -tvzf "$archive" | readable "the archive"
[ "$(dpkg-deb --ctrl-tarfile "$deb" | tar -t | LC_ALL=C sort | paste -sd' ')" = "./ ./control ./md5sums" ] || fail "the .deb has scripts or settings of its own, which the documents deny"

step "A bare Debian $suite"
debootstrap --variant=minbase "$suite" "$house" "$mirror" >"$stage/debootstrap.log" 2>&1 || { cat "$stage/debootstrap.log" >&2; fail "debootstrap"; }
cp /etc/resolv.conf "$house/etc/"
printf '#!/bin/sh\nexit 101\n' >"$house/usr/sbin/policy-rc.d"
chmod +x "$house/usr/sbin/policy-rc.d"
mount -t proc proc "$house/proc"
mount --bind /dev "$house/dev"
mount --bind /dev/pts "$house/dev/pts"
inside useradd --create-home --uid 1000 viewer
inside apt-get update -q >/dev/null
# What a desktop has: something that opens files by association.
inside apt-get install -y -q --no-install-recommends libglib2.0-bin desktop-file-utils shared-mime-info xdg-utils hicolor-icon-theme dbus >/dev/null
files >"$stage/before"

step "apt install ./$(basename "$deb")"
[ "$(stat -c %s "$deb")" -le $most_bytes ] || fail "the .deb has $(stat -c %s "$deb") bytes, more than $most_bytes"
cp "$deb" "$house/root/"
chmod a+rx "$house/root"
# As the README says it; what a person would answer is settled before.
printf 'APT::Get::Assume-Yes "true";\nAPT::Install-Recommends "false";\n' >"$house/etc/apt/apt.conf.d/99answers"
inside sh -c 'cd /root && apt install ./tally_*.deb' >"$stage/install.log" 2>&1 || { cat "$stage/install.log" >&2; fail "apt install"; }
rm "$house"/root/tally_*.deb
inside sh -c '! command -v java' >/dev/null || fail "a JDK is on the PATH, so this proves nothing"
outside=$(inside dpkg -L tally | grep -vE '^(/\.|/opt|/opt/tally(/.*)?|/usr|/usr/(bin|share)|/usr/bin/tally|/usr/share/(applications|metainfo|icons|man|bash-completion|zsh|fish|doc)(/.*)?)$' || true)
[ -z "$outside" ] || fail "the package has files where it must not: $outside"
elsewhere=$(find "$house/opt/tally" -name '*.so*' -exec readelf -d {} + 2>/dev/null | grep -E 'R(UN)?PATH' | sed 's/.*\[\(.*\)\]/\1/' | tr : '\n' | grep -vE '^(\$ORIGIN(/.*)?|/nonexistent/.*|)$' || true)
[ -z "$elsewhere" ] || fail "libraries would be looked for in folders that are not ours: $elsewhere"
unfound=$(inside sh -c 'find /opt/tally -name "*.so*" -exec env LD_LIBRARY_PATH=/opt/tally/lib/native:/opt/tally/runtime/lib:/opt/tally/runtime/lib/server ldd {} +' 2>/dev/null | grep 'not found' || true)
[ -z "$unfound" ] || fail "libraries are missing after the installation: $unfound"

step "Menu, metadata, manual and licences"
for entry in "$house"/usr/share/applications/io.tally.*.desktop; do desktop-file-validate "$entry" || fail "$entry"; done
appstreamcli validate --no-net "$house/usr/share/metainfo/io.tally.Tally.metainfo.xml" >"$stage/metainfo.txt" || { cat "$stage/metainfo.txt"; fail "the metadata"; }
for page in "$house"/usr/share/man/man1/tally*.1.gz; do gzip -dc "$page" | mandoc -T lint -W warning || fail "$page"; done
inside bash -c 'source /usr/share/bash-completion/completions/tally; complete -p tally' >/dev/null || fail "the completion of bash"
zsh -n "$house/usr/share/zsh/vendor-completions/_tally" || fail "the completion of zsh"
fish --no-execute "$house/usr/share/fish/vendor_completions.d/tally.fish" || fail "the completion of fish"
gzip -dc "$house/usr/share/doc/tally/changelog.gz" | grep '^# Changes' >/dev/null || fail "the list of changes"
for jar in "$house"/opt/tally/lib/*.jar; do
  name=${jar##*/}
  case "$name" in tally-*) continue ;; esac
  # The name of a jar is that of its library, its version and perhaps a platform.
  grep -qF "| $(sed -E 's/-[0-9].*//' <<<"$name") " "$house/opt/tally/licences/README.md" || fail "the list of licences lacks $name"
done

step "The command line, with a home that cannot be written"
as_viewer tally --version
chmod a-w "$house/home/viewer"
as_viewer tally stream --pattern --tone --size 640x360 --seconds 2 >"$stage/stream.txt" 2>&1 || { cat "$stage/stream.txt"; fail "tally stream"; }
# What is read and verified anew at each start would make it slow: old classes, or cryptography that nobody needs.
uncached=$(as_viewer env TALLY_JAVA_OPTIONS=-Xlog:class+load tally stream --pattern --tone --size 640x360 --seconds 1 2>/dev/null | grep 'source: file:.*\.jar' || true)
[ "$(wc -l <<<"$uncached")" -lt 30 ] || fail "classes of jars are not in the class cache: $uncached"
as_viewer sh -c 'ls -A /home/viewer/.javacpp /home/viewer/.openjfx' >/dev/null 2>&1 && fail "native libraries were copied into the home"
if [ -n "$archive" ]; then
  # Without an installation: what the desktop lacks was brought by the package above.
  tar -C "$house/tmp" -xzf "$archive"
  as_viewer sh -c '/tmp/tally-*/bin/tally --version && /tmp/tally-*/bin/tally stream --pattern --tone --size 640x360 --seconds 1' >"$stage/portable.txt" 2>&1 || { cat "$stage/portable.txt"; fail "the portable archive"; }
  rm -rf "$house"/tmp/tally-*
fi
chmod u+w "$house/home/viewer"

step "The window, from its desktop entry"
Xvfb -displayfd 3 -screen 0 1440x900x24 3>"$stage/display" >/dev/null 2>&1 &
staff+=($!)
await 20 "a virtual screen" test -s "$stage/display"
DISPLAY=:$(cat "$stage/display")
export DISPLAY
as_viewer dbus-run-session gio launch /usr/share/applications/io.tally.Tally.desktop >"$stage/window.log" 2>&1 &
staff+=($!)
await 60 "the window" xdotool search --onlyvisible --name '^Tally$'
window=$(xdotool search --onlyvisible --name '^Tally$' | head -1)
xdotool windowmove "$window" 0 0 windowsize "$window" 1440 900 windowfocus "$window"
class=$(sed -n 's/^StartupWMClass=//p' "$house/usr/share/applications/io.tally.Tally.desktop")
xprop -id "$window" WM_CLASS | grep -F "\"$class\"" || fail "the desktop entry says that the window's class is $class, but it is $(xprop -id "$window" WM_CLASS)"

step "Go live, to the ingest inside"
# The red button at the top right; its place is found by its colour, once the window has been drawn.
button() {
  import -window root -crop 460x60+980+0 +repage -depth 8 txt:- | awk -F'[(), :]+' '$3 > 200 && $4 < 90 && $5 < 90 { x += $1 + 980; y += $2; n++ } END { if (n < 200) exit 1; printf "%d %d\n", x / n, y / n }'
}
await 30 "the button Go live" button
read -r x y < <(button)
xdotool mousemove "$x" "$y" click 1
address=http://127.0.0.1:8935/live/index.m3u8
await 60 "the playlist of the ingest" curl -sf "$address"

step "Play it"
as_viewer tally play "$address" --seconds 3 --json >"$stage/play.txt" 2>&1 || { cat "$stage/play.txt"; fail "tally play"; }
tail -1 "$stage/play.txt"
xdotool windowfocus --sync "$window" key ctrl+q
await 30 "the end of the window" sh -c "! xdotool search --onlyvisible --name '^Tally\$'"

step "Open a playlist and an ingest's address by association"
ffmpeg -v error -f lavfi -i testsrc2=size=640x360:rate=30 -t 60 -c:v libx264 -g 30 -f hls -hls_time 2 -hls_list_size 0 "$house/home/viewer/show.m3u8"
chown -R 1000:1000 "$house/home/viewer"
as_viewer gio info -a standard::content-type /home/viewer/show.m3u8 | grep application/vnd.apple.mpegurl >/dev/null || fail "the playlist's type is not known"
as_viewer gio mime application/vnd.apple.mpegurl | grep io.tally.Tally.Play.desktop >/dev/null || fail "the playlist's type is not associated with Tally"
as_viewer gio mime application/dash+xml | grep io.tally.Tally.Play.desktop >/dev/null || fail "the type of MPDs is not associated with Tally"
for scheme in rtmp rtmps srt; do
  as_viewer gio mime "x-scheme-handler/$scheme" | grep io.tally.Tally.Send.desktop >/dev/null || fail "$scheme is not associated with Tally"
done
as_viewer dbus-run-session gio open /home/viewer/show.m3u8 >"$stage/open.log" 2>&1 &
staff+=($!)
await 60 "the window that plays" xdotool search --onlyvisible --name '^Tally$'
window=$(xdotool search --onlyvisible --name '^Tally$' | head -1)
xdotool windowmove "$window" 0 0 windowsize "$window" 1440 900
# A test picture has more colours than all of the window without it. The monitor stands at the left, its report around it.
shows() { [ "$(import -window "$window" -crop 1120x300+20+95 +repage -format %k info:)" -gt 2500 ]; }
await 60 "the picture of the playlist in the window's monitor" shows
xdotool windowfocus --sync "$window" key ctrl+q
await 30 "the end of the window" sh -c "! xdotool search --onlyvisible --name '^Tally\$'"
as_viewer dbus-run-session gio open rtmp://127.0.0.1:1/app/key >"$stage/send.log" 2>&1 &
staff+=($!)
await 60 "the window with the address" xdotool search --onlyvisible --name '^Tally$'
window=$(xdotool search --onlyvisible --name '^Tally$' | head -1)
xdotool windowfocus --sync "$window" key ctrl+q
await 30 "the end of the window" sh -c "! xdotool search --onlyvisible --name '^Tally\$'"

step "Upgrade"
[ -z "$(inside dpkg --verify tally)" ] || fail "files of the package have changed by being used: $(inside dpkg --verify tally)"
# The next version: the same files, but for one that is new and one that is gone.
dpkg-deb -R "$deb" "$stage/next"
sed -i 's/^Version: .*/Version: 999.0.0/' "$stage/next/DEBIAN/control"
echo new >"$stage/next/opt/tally/lib/new.txt"
rm "$stage/next/opt/tally/lib/window.aot"
(cd "$stage/next" && find . -type f -not -path './DEBIAN/*' -printf '%P\0' | xargs -0 md5sum >DEBIAN/md5sums)
dpkg-deb --root-owner-group -Zzstd -z1 --build "$stage/next" "$house/root/tally_999.deb" >/dev/null
rm -r "$stage/next"
cp "$house/home/viewer/.config/tally/settings.json" "$stage/settings.json"
inside sh -c 'cd /root && apt install ./tally_999.deb' >"$stage/upgrade.log" 2>&1 || { cat "$stage/upgrade.log" >&2; fail "the upgrade"; }
rm "$house/root/tally_999.deb"
[ "$(inside dpkg-query -W -f='${Version}' tally)" = 999.0.0 ] || fail "the newer version was not installed"
[ -e "$house/opt/tally/lib/new.txt" ] && [ ! -e "$house/opt/tally/lib/window.aot" ] || fail "the upgrade left a file of the version before, or brought not all of its own"
[ -z "$(inside dpkg --verify tally)" ] || fail "the upgrade left other files than it brought: $(inside dpkg --verify tally)"
as_viewer tally --version >/dev/null || fail "the program after the upgrade"
cmp "$stage/settings.json" "$house/home/viewer/.config/tally/settings.json" || fail "the upgrade changed a user's settings"

step "apt remove"
rm "$house/etc/apt/apt.conf.d/99answers"
inside apt-get purge -y -q --autoremove tally >"$stage/remove.log" 2>&1 || { cat "$stage/remove.log" >&2; fail "apt purge"; }
files >"$stage/after"
left=$(comm -13 "$stage/before" "$stage/after")
# What the packages that came along leave in shared folders is theirs; nothing may have our name.
grep -i tally <<<"$left" && fail "files of Tally are left"
echo "left in the home:"
(cd "$house/home/viewer" && find . -path '*ally*' -type f | LC_ALL=C sort)

if [ -n "$rpm" ]; then
  step "The .rpm"
  [ -z "$(rpm -qp --scripts "$rpm" 2>/dev/null)" ] || fail "the .rpm has scripts"
  for file in /usr/bin/tally /opt/tally/bin/tally /opt/tally/lib/window.aot /opt/tally/lib/command.aot /opt/tally/licences/README.md \
    /usr/share/applications/io.tally.Tally.desktop /usr/share/man/man1/tally.1.gz /usr/share/zsh/site-functions/_tally; do
    rpm -qlp "$rpm" 2>/dev/null | grep -xF "$file" >/dev/null || fail "the .rpm lacks $file"
  done
  rpm -qlp "$rpm" 2>/dev/null | grep -vE '^(/opt/tally(/.*)?|/usr/bin/tally|/usr/share/(applications|metainfo|icons|man|bash-completion|zsh|fish|doc)/.*)$' && fail "the .rpm has files where it must not"
  rpm -qp --requires "$rpm" 2>/dev/null | grep -q '^libpulse.so.0' || fail "the .rpm does not ask for PulseAudio's library"
  rpm -qp --requires "$rpm" 2>/dev/null | grep -qE '^libc\.so\.6\(GLIBC_2\.[0-9]+\)\(64bit\)$' || fail "the .rpm does not say which glibc it needs, so that older systems would take it"
  rpm -qp --requires "$rpm" 2>/dev/null | grep -E 'libav|libopencv|libjvm' && fail "the .rpm asks for libraries that it brings"
  rpm -qp --qf '%{NAME} %{VERSION}-%{RELEASE} %{ARCH} %{SIZE} bytes\n' "$rpm"
fi
step "All is as it should be"

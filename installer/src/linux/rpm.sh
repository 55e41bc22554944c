#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the .rpm of a root folder.
# usage: rpm.sh ROOT VERSION ARCHITECTURE WORK TARGET; WORK has the file `needed`
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/needs.sh"
root=$1 version=$2 architecture=$3 work=$4 target=$5

top=$work/rpm
rm -rf "$top"
install -d "$top"
# By name of library, because each distribution names its packages otherwise.
sed 's/.*/Requires: &()(64bit)/' "$work/needed" >"$top/requires"
printf 'Requires: libc.so.6(GLIBC_%s)(64bit)\n' "$(glibc "$root")" >>"$top/requires"
rpmbuild -bb --quiet --target "$architecture" \
  --define "_topdir $top" --define "root $root" --define "package_version $version" \
  --define "requires $top/requires" --define "_rpmdir $target" --define '_rpmfilename %%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm' \
  "$here/tally.spec"

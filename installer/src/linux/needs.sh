# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# What do the native files of a folder need from the system? Sourced.

# The names of the shared libraries that the files in folder $1 ask for and that are not among them, one a line; those of
# glibc, which every system has, are left out.
needed() {
  comm -23 \
    <(find "$1" -type f \( -name '*.so*' -o -path '*/bin/java' \) -exec readelf -d {} + 2>/dev/null |
      sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' | LC_ALL=C sort -u |
      grep -vE '^(ld-linux.*|lib(c|m|mvec|dl|rt|pthread))\.so\.[0-9]+$') \
    <(find "$1" -name '*.so*' -printf '%f\n' | LC_ALL=C sort -u)
}

# The newest version of glibc whose symbols the files in folder $1 ask for.
glibc() {
  find "$1" -type f -name '*.so*' -exec readelf -V {} + 2>/dev/null |
    grep -oE 'GLIBC_[0-9.]+' | cut -d_ -f2 | sort -uV | tail -1
}

# The Debian packages for the libraries named on standard input, as a `Depends` field says it.
# $1: the table of libraries and packages
debian_packages() {
  local library package
  while read -r library; do
    package=$(sed -n "s/^${library//./\\.}[[:space:]]\{1,\}//p" <<<"$(<"$1")")
    if [ -z "$package" ]; then
      echo "$library is needed, and $1 does not say which Debian package brings it. Add a line." >&2
      return 1
    fi
    echo "$package"
  done | LC_ALL=C sort -u | paste -sd, | sed 's/,/, /g'
}

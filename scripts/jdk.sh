# SPDX-License-Identifier: GPL-3.0-or-later
# Where is a JDK 25? Sourced by ./tally and ./check; prints nothing when it finds one.

# The feature release of the JDK in folder $1, from its `release` file, so that no JVM has to start; empty if it is none.
jdk_release() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

# Every folder that may hold a JDK, most wanted first, one a line.
jdk_candidates() {
  local javac
  printf '%s\n' "${TALLY_JAVA_HOME-}" "${JAVA_HOME-}"
  if javac=$(command -v javac) && javac=$(readlink -f "$javac" 2>/dev/null); then
    printf '%s\n' "${javac%/bin/javac}"
  fi
  [ -x /usr/libexec/java_home ] && /usr/libexec/java_home -v 25 2>/dev/null
  # Debian and Fedora; SDKMAN; macOS; IntelliJ IDEA; by hand.
  printf '%s\n' /usr/lib/jvm/* "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$HOME"/.jdks/* /opt/*jdk* /opt/java/*
}

# Sets and exports JAVA_HOME to a JDK 25, or to the next newer one; installs Debian's where there is one.
need_jdk() {
  local home release newer=
  while IFS= read -r home; do
    [ -n "$home" ] || continue
    release=$(jdk_release "$home")
    case "$release" in
      25) export JAVA_HOME="$home"; return 0 ;;
      2[6-9] | [3-9][0-9]) newer=${newer:-$home} ;;
    esac
  done < <(jdk_candidates)
  if [ -n "$newer" ]; then
    export JAVA_HOME="$newer"
    return 0
  fi
  if [ -z "${TALLY_JDK_TRIED-}" ] && command -v apt-cache >/dev/null && [ -n "$(apt-cache show openjdk-25-jdk-headless 2>/dev/null | head -c 1)" ]; then
    TALLY_JDK_TRIED=yes
    need_packages openjdk-25-jdk-headless && need_jdk && return 0
  fi
  cat >&2 <<'TEXT'
Tally needs a JDK 25 and found none. It looked in TALLY_JAVA_HOME, JAVA_HOME, the PATH, /usr/lib/jvm, SDKMAN, ~/.jdks, /opt and the macOS folders.
Get one from https://adoptium.net (Temurin 25), or with `sdk install java 25-tem`, then set TALLY_JAVA_HOME to its folder if it is not found by itself.
TEXT
  return 1
}

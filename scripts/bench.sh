# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by the benches of Java after they set `room`: compiles it, and sets `java` to the program with its class path.
# TALLY_BENCH_CLASSPATH names classes that are compiled already.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/scripts/packages.sh"
source "$root/scripts/jdk.sh"
need_jdk
classes=${TALLY_BENCH_CLASSPATH:-}
if [ -z "$classes" ]; then
  # Compiled in the same run: only then does Maven know where the other rooms' classes are.
  "$root/mvnw" -q -f "$root/pom.xml" -pl "$room" -am -DskipTests test-compile dependency:build-classpath \
    -Dmdep.outputFile=target/bench.classpath
  classes=$root/$room/target/classes:$root/$room/target/test-classes:$(cat "$root/$room/target/bench.classpath")
fi
# shellcheck disable=SC2034  # for those that source this
java=("$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
  -Dorg.bytedeco.javacpp.maxBytes=0 -Dorg.bytedeco.javacpp.maxPhysicalBytes=0 -cp "$classes")

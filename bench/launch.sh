# Sourced by the scripts beside it: builds the module and sets the JVM's command line.
set -euo pipefail
home="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
(cd "$home" && mvn -B -q -DskipTests -Plaunch ${INITLAB_MAVEN_OPTS:-} -pl bench -am package)
java=("${JAVA_HOME:+$JAVA_HOME/bin/}java" --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED
  -Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0 -Dorg.slf4j.simpleLogger.defaultLogLevel=warn ${INITLAB_JAVA_OPTS:-}
  -cp "$home/bench/target/initlab-bench-0.1.0-SNAPSHOT.jar:$(cat "$home/bench/target/launch/classpath")")

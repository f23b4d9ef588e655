# shellcheck shell=bash
# What the scripts of the launcher share: where things are, finding JDK 25, whether the build is out of date. Sourced, never run.

readonly HAIOV_JDK=25
HAIOV_LAUNCHER=${BASH_SOURCE[0]%/*}
HAIOV_HOME=${HAIOV_LAUNCHER%/cli/launcher}
# What the launcher keeps between runs; `mvn clean` takes it away, and the next run makes it again.
HAIOV_STATE=$HAIOV_HOME/target/launcher
readonly HAIOV_LAUNCHER HAIOV_HOME HAIOV_STATE

say() { printf 'haiov: %s\n' "$*" >&2; }

# jdk_version DIR: sets JDK_VERSION to the version of the JDK in DIR, or fails if there is no JDK.
jdk_version() {
  local line
  JDK_VERSION=
  [[ -x $1/bin/javac && -r $1/release ]] || return 1
  while IFS= read -r line; do
    if [[ $line == JAVA_VERSION=* ]]; then
      JDK_VERSION=${line#JAVA_VERSION=}
      JDK_VERSION=${JDK_VERSION//\"/}
      return 0
    fi
  done < "$1/release"
  return 1
}

# find_jdk: sets JDK to the home of a JDK 25, or fails. Starts at most one process, for it is part of every start of haiov.
find_jdk() {
  local candidate java
  local -a candidates=("${JAVA25_HOME:-}" "${JAVA_HOME:-}" /usr/lib/jvm/*25* /opt/*25* "${HOME:-/nonexistent}"/.jdks/*25*
    "${HOME:-/nonexistent}"/.sdkman/candidates/java/25* /Library/Java/JavaVirtualMachines/*25*/Contents/Home)
  for candidate in "${candidates[@]}"; do
    if [[ -n $candidate ]] && jdk_version "$candidate" && [[ ${JDK_VERSION%%[.+-]*} == "$HAIOV_JDK" ]]; then
      JDK=$candidate
      return 0
    fi
  done
  if java=$(type -P java); then
    java=$(readlink -f -- "$java")
    JDK=${java%/bin/java}
    jdk_version "$JDK" && [[ ${JDK_VERSION%%[.+-]*} == "$HAIOV_JDK" ]] && return 0
  fi
  JDK=
  return 1
}

# jdk_advice: how to get a JDK 25.
jdk_advice() {
  cat <<'TEXT'
JDK 25 was not found (looked at JAVA25_HOME, JAVA_HOME, /usr/lib/jvm, /opt, ~/.jdks, ~/.sdkman and java on PATH). Install one:
  Debian 12 and older:  package temurin-25-jdk from Eclipse Adoptium's apt repository (steps: https://adoptium.net/installation/linux)
  newer Debian, Ubuntu: apt-get install openjdk-25-jdk-headless
  anywhere:             unpack any JDK 25 and set JAVA_HOME to its directory
TEXT
}

# require_jdk: sets JDK, or says how to get one and ends the script.
require_jdk() {
  find_jdk || { jdk_advice >&2; exit 1; }
}

# require_maven: ends the script unless mvn is there.
require_maven() {
  type -P mvn > /dev/null || { say 'Maven was not found, and haiov has to be built. Install package maven (./haiov setup does).'; exit 1; }
}

# maven ARGUMENT...: Maven on the whole tree, running on the JDK 25 in JDK itself: it compiles without starting a second JVM.
# The options keep Maven 3.8's libraries quiet on that JDK, and its start short.
maven() {
  JAVA_HOME=$JDK MAVEN_OPTS="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:TieredStopAtLevel=1 ${MAVEN_OPTS:-}" \
    mvn -f "$HAIOV_HOME/pom.xml" --batch-mode --no-transfer-progress -Dstyle.color=never "$@"
}

# out_of_date: whether a source, a build file or a source directory is newer than the build's class path file, whose time is that of
# the build's start. (A directory is newer when a file in it came or went.) Sets CHANGED to the first that is.
out_of_date() {
  CHANGED=
  [[ -r $HAIOV_STATE/class-path ]] || return 0
  CHANGED=$(cd -- "$HAIOV_HOME" && find pom.xml ./*/pom.xml ./*/*/pom.xml ./*/src/main ./*/*/src/main \
    -newer "$HAIOV_STATE/class-path" -print -quit 2> /dev/null) || true
  [[ -n $CHANGED ]]
}

# lock_build: waits until no other build or test runs in this checkout; this process then holds the lock until it ends.
lock_build() {
  mkdir -p -- "$HAIOV_STATE"
  exec 9> "$HAIOV_STATE/lock"
  type -P flock > /dev/null || return 0
  flock -n 9 || { say 'waiting for another build or test in this checkout'; flock 9; }
}

# Sets java_home and java_major to a JDK 21 or newer: JAVA_HOME when it is new enough, else JDK 25, else the newest found.
# Sourced by ./build and ./parlance. Reads each JDK's release file, so no JVM is started while searching.
java_home='' java_major=20
consider() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  while IFS='=' read -r name value; do
    [ "$name" = JAVA_VERSION ] || continue
    value=${value#\"} value=${value%%[!0-9]*}
    if [ "${value:-0}" -eq 25 ] || [ "${value:-0}" -gt "$java_major" ]; then java_home=$1 java_major=$value; fi
    break
  done <"$1/release"
  return 0
}
for candidate in "${JAVA_HOME-}" "${JAVA_HOME_25_X64-}" "${JAVA_HOME_21_X64-}" \
  /usr/lib/jvm/* /opt/java/* /usr/local/*jdk* "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/* \
  /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /Library/Java/JavaVirtualMachines/*/Contents/Home; do
  [ "$java_major" -ne 25 ] || break
  consider "$candidate"
  if [ -n "$java_home" ] && [ "$java_home" = "${JAVA_HOME-}" ]; then break; fi
done
if [ -z "$java_home" ]; then
  echo "No JDK 21 or newer found. Install one (for example Temurin 25) or set JAVA_HOME." >&2
  exit 1
fi

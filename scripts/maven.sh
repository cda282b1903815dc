# For the scripts that run Java programs; needs Maven Central the first time.
if ! command -v mvn >/dev/null || ! command -v java >/dev/null; then
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq maven default-jdk-headless >/dev/null
fi

_resolve() { mvn -q -B -Dstyle.color=never "$@" dependency:build-classpath; }

classpath() { # POM OUT: writes the class path of what a pom.xml asks for
  local asked=(-f "$1" "-Dmdep.outputFile=$2")
  # from the local repository; a download that stalled is taken up
  _resolve -o "${asked[@]}" >/dev/null 2>&1 || _resolve "${asked[@]}" || _resolve "${asked[@]}"
}

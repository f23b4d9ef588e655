# shellcheck shell=bash
# Reading tools.list, for setup and doctor. Sourced, never run.

# read_tools FILE: fills the arrays TOOL_NAME, TOOL_PROBE, TOOL_PACKAGES, TOOL_NEED, TOOL_LEAST, TOOL_VERSION, TOOL_WITHOUT.
read_tools() {
  local line field i
  local -a fields
  TOOL_NAME=() TOOL_PROBE=() TOOL_PACKAGES=() TOOL_NEED=() TOOL_LEAST=() TOOL_VERSION=() TOOL_WITHOUT=()
  while IFS= read -r line; do
    [[ -n $line && $line != \#* ]] || continue
    IFS='|' read -r -a fields <<< "$line"
    [[ ${#fields[@]} -eq 7 ]] || { say "$1: a line does not have 7 fields: $line"; return 1; }
    for i in "${!fields[@]}"; do
      field=${fields[i]}
      field=${field#"${field%%[![:space:]]*}"}
      fields[i]=${field%"${field##*[![:space:]]}"}
    done
    TOOL_NAME+=("${fields[0]}") TOOL_PROBE+=("${fields[1]}") TOOL_PACKAGES+=("${fields[2]}") TOOL_NEED+=("${fields[3]}")
    TOOL_LEAST+=("${fields[4]}") TOOL_VERSION+=("${fields[5]}") TOOL_WITHOUT+=("${fields[6]}")
  done < "$1"
}

# tool_present I: whether tool number I is there.
tool_present() {
  local probe=${TOOL_PROBE[$1]} file
  case $probe in
    jdk) find_jdk ;;
    /*)
      # shellcheck disable=SC2086 # one or more files
      for file in $probe; do [[ ! -e $file ]] || return 0; done
      return 1
      ;;
    *) type -P "$probe" > /dev/null ;;
  esac
}

# shellcheck shell=bash
# Sourced: list_sources prints the C++ sources of the tree, one a line; with folders, those below them.
list_sources() {
  local folders=("$@")
  ((${#folders[@]})) || folders=(crypto config masking proxy tests perf)
  find "${folders[@]}" \( -name '*.hpp' -o -name '*.cpp' \) -type f | LC_ALL=C sort
}

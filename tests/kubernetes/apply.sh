#!/bin/bash
# apply.sh DIR FOLDER: creates the objects of FOLDER/*.yaml in the cluster of DIR (run by DIR/enter). A file is named for
# its namespace, which is made first if it is not there; @SGW_PLANTED_…@ in it is a value of secrets.sh, @CLUSTER@ is DIR.
set -euo pipefail
cd "$1"
folder=$2
. "$(dirname "$(readlink -f "$0")")/../end_to_end/engine/secrets.sh"
api() { # api PATH [YAML]
  curl -sS --fail-with-body --cacert ca.pem -H 'Authorization: Bearer operator-token' -H 'Content-Type: application/yaml' \
    ${2:+--data-binary "$2"} "https://10.250.0.1$1"
}
# create NAMESPACE YAML: where an object goes follows from its version and kind.
create() {
  local version kind path answer
  version=$(sed -n 's/^apiVersion: *//p' <<<"$2")
  kind=$(sed -n 's/^kind: *\(.*\)/\L\1/p' <<<"$2")
  path=/apis/$version
  [ "$version" = v1 ] && path=/api/v1
  case $kind in
  namespace | cluster* | persistentvolume) ;;
  *) path+=/namespaces/$1 ;;
  esac
  case $kind in
  *y) kind=${kind%y}ies ;;
  *s) kind+=es ;;
  *) kind+=s ;;
  esac
  answer=$(api "$path/$kind" "$2") || {
    echo "$1: POST $path/$kind: $answer"
    exit 1
  }
}
filled() {
  local text
  text=$(<"$1")
  text=${text//@CLUSTER@/"$PWD"}
  for name in ${!SGW_PLANTED_*}; do text=${text//"@$name@"/"${!name}"}; done
  printf '%s\n' "$text"
}
for file in "$folder"/*.yaml; do
  api "/api/v1/namespaces/$(basename "$file" .yaml)" >/dev/null 2>&1 && continue
  create "" $'apiVersion: v1\nkind: Namespace\nmetadata: {name: '"$(basename "$file" .yaml)}"
done
# A pod cannot be made before its namespace has a service account with a token.
for file in "$folder"/*.yaml; do
  for _ in $(seq 100); do
    api "/api/v1/namespaces/$(basename "$file" .yaml)/serviceaccounts/default" 2>/dev/null | grep -q '"secrets"' && break
    sleep 0.1
  done
done
for file in "$folder"/*.yaml; do
  mapfile -d $'\x01' -t documents < <(filled "$file" | sed 's/^---$/\x01/')
  for document in "${documents[@]}"; do create "$(basename "$file" .yaml)" "$document"; done
done

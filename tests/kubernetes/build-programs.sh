#!/bin/bash
# build-programs.sh DIR: the programs of a Kubernetes control plane and a kubelet, from Debian's own source package, into
# DIR. Debian ships only kubectl as a package; its source package vendors everything, so apt is the one network it needs.
# Takes 6 to 12 minutes on two cores, once: a DIR that is complete is left as it is.
set -euo pipefail
programs=(kube-apiserver kube-controller-manager kube-scheduler kubelet)
out=$(mkdir -p "$1" && cd "$1" && pwd)
complete=yes
for p in "${programs[@]}"; do [ -x "$out/$p" ] || complete=no; done
[ $complete = yes ] && { echo "$out is complete"; exit 0; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export DEBIAN_FRONTEND=noninteractive
apt-get install -y --no-install-recommends golang-go golang-github-modern-go-reflect2-dev rsync dpkg-dev etcd-server

# The source list lives beside the system's own, so that this leaves no trace in /etc.
mkdir -p "$work/lists/partial" "$work/parts"
for f in /etc/apt/sources.list.d/*.sources; do
  [ -e "$f" ] && sed 's/^Types: deb$/Types: deb-src/' "$f" >"$work/parts/$(basename "$f")"
done
[ -e /etc/apt/sources.list ] && sed -n 's/^deb /deb-src /p' /etc/apt/sources.list >"$work/parts/system.list"
apt=(apt-get -o Dir::Etc::sourcelist=/dev/null -o "Dir::Etc::sourceparts=$work/parts" -o "Dir::State::lists=$work/lists")
"${apt[@]}" -q update
cd "$work"
"${apt[@]}" -q source --download-only kubernetes
dpkg-source -x kubernetes_*.dsc source
cd source

# The vendored reflect2 1.0.1 crashes on Go 1.18 and later; Debian's package has the mended 1.0.2.
vendored=vendor/github.com/modern-go/reflect2
rm -f $vendored/*.go $vendored/*.s
cp /usr/share/gocode/src/github.com/modern-go/reflect2/*.{go,s} $vendored/
rm -f $vendored/*_test.go

mkdir -p .go/src/k8s.io "$work/home"
ln -sfn ../../.. .go/src/k8s.io/kubernetes
export CGO_ENABLED=0 GOPATH=$PWD/.go HOME=$work/home GOCACHE=$work/gocache GOPROXY=off GOFLAGS=-mod=vendor GO111MODULE=off
make WHAT="${programs[*]/#/cmd/}" >"$out/build.log" 2>&1 || { tail -20 "$out/build.log"; exit 1; }
for p in "${programs[@]}"; do
  cp "_output/local/bin/linux/amd64/$p" "$out/$p.part"
  mv "$out/$p.part" "$out/$p"
done
echo "built: ${programs[*]}"

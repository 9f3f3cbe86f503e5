# The two commands are `make run` and `make test`. Both install the Debian packages they miss, build what they need, and
# end by themselves.

BUILD_PACKAGES := g++ cmake ninja-build pkg-config libarchive-dev libcurl4-openssl-dev nlohmann-json3-dev libcli11-dev \
  libre2-dev libssl-dev libc-ares-dev libyaml-cpp-dev libexpected-dev libgtest-dev libgmock-dev
TEST_PACKAGES := docker.io runc busybox-static podman iproute2 nginx-light docker-registry unbound dnsmasq-base tinyproxy squid-openssl iptables openssl curl strace procps \
  libarchive-tools 7zip unzip python3 bash-completion zsh fish man-db
# The programs of a Kubernetes cluster are built from Debian's sources; these packages run them.
KUBERNETES_PACKAGES := etcd-server docker.io runc docker-registry iptables iproute2 busybox-static openssl curl python3
KUBERNETES_CACHE ?= $(or $(SGW_KUBERNETES_CACHE),$(or $(XDG_CACHE_HOME),$(HOME)/.cache)/sgw-diag/kubernetes)
BENCH_PACKAGES := libbenchmark-dev ripgrep curl
JOBS ?= $(shell nproc)

.PHONY: build run test test-kubernetes bench bench-kubernetes asan tsan tidy fuzz format check-format install clean deps deps-test deps-bench \
  deps-kubernetes

build: deps
	cmake --preset release > build/configure.log || { cat build/configure.log; exit 1; }
	cmake --build --preset release --target sgw-diag -j $(JOBS)

# Exit 3 says that there is no gateway here: then the embedded sample shows the same flow. Exit 1 is a bundle with gaps.
run: build
	@mkdir -p build/bundles; code=0; build/release/sgw-diag collect -o build/bundles || code=$$?; \
	if [ $$code -eq 3 ]; then \
	  echo; echo "No gateway here: showing the embedded sample expired-token instead."; echo; \
	  code=0; build/release/sgw-diag collect --from sample:expired-token -o build/bundles || code=$$?; \
	fi; [ $$code -le 1 ]

test: deps deps-test
	cmake --preset release > build/configure.log || { cat build/configure.log; exit 1; }
	cmake --build --preset release -j $(JOBS)
	ctest --test-dir build/release -j $(JOBS) --output-on-failure --no-tests=error -LE kubernetes
	@cat build/release/real_cases.txt build/release/ladder.txt

# The live suite, against a real cluster. Builds the cluster's programs first if the cache does not have them: 6 to 12
# minutes, once.
test-kubernetes: deps deps-test deps-kubernetes
	tests/kubernetes/build-programs.sh $(KUBERNETES_CACHE)
	cmake --preset release > build/configure.log || { cat build/configure.log; exit 1; }
	cmake --build --preset release -j $(JOBS) --target sgw_kubernetes_tests
	SGW_KUBERNETES_CACHE=$(KUBERNETES_CACHE) ctest --test-dir build/release --output-on-failure --no-tests=error -L kubernetes

bench: deps deps-bench
	cmake --preset bench > build/configure.log || { cat build/configure.log; exit 1; }
	cmake --build --preset bench -j $(JOBS)
	@for program in build/bench/tests/bench/*_bench; do echo "== $$program"; $$program || exit 1; done
	build/bench/tests/bench/gate_table build/bench/sgw-diag 256 3

# The logs of 500 pods, 5 GiB, from a server that hands out each at 10 MB/s: some minutes. TMPDIR needs 6 GB.
bench-kubernetes: deps deps-bench
	cmake --preset bench > build/configure.log || { cat build/configure.log; exit 1; }
	cmake --build --preset bench -j $(JOBS) --target sgw-diag kube_logs
	build/bench/tests/bench/kube_logs build/bench/sgw-diag

asan tsan: deps deps-test
	cmake --preset $@ && cmake --build --preset $@ -j $(JOBS)
	ctest --preset $@ -j $(JOBS) --no-tests=error -LE kubernetes

tidy: deps
	cmake --preset tidy && cmake --build --preset tidy -j $(JOBS)

fuzz: deps
	cmake --preset fuzz && cmake --build --preset fuzz -j $(JOBS)

SOURCES = $(shell git ls-files '*.cpp' '*.hpp')
format:
	clang-format -i $(SOURCES)
check-format:
	clang-format --dry-run --Werror $(SOURCES)

install: build
	cmake --install build/release

clean:
	rm -rf build

# Installs what is missing, and asks for root only then.
define install_missing
	@mkdir -p build; missing=""; for p in $(1); do \
	  dpkg-query -W -f='$${db:Status-Status}' $$p 2>/dev/null | grep -qx installed || missing="$$missing $$p"; done; \
	if [ -n "$$missing" ]; then echo "Installing:$$missing"; \
	  if [ "$$(id -u)" -eq 0 ]; then run=""; else run="sudo"; fi; \
	  $$run apt-get update -qq && \
	  $$run env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >build/apt.log 2>&1 || \
	  { cat build/apt.log; exit 1; }; fi
endef

deps:
	$(call install_missing,$(BUILD_PACKAGES))
deps-test:
	$(call install_missing,$(TEST_PACKAGES))
deps-kubernetes:
	$(call install_missing,$(KUBERNETES_PACKAGES))
deps-bench:
	$(call install_missing,$(BENCH_PACKAGES))

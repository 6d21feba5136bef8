# Every command a newcomer or a developer needs. `make` alone lists them.
#
# What needs the rights of root: dependencies, test, lab, lab-check, bench. The building itself is always done as the
# owner of this folder, so that `sudo make test` leaves nothing behind that its owner cannot overwrite.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
PYTHON := /usr/bin/python3

PACKAGES := charon-systemd ethtool gcc iperf3 iproute2 iputils-ping libbpf-dev libcrypt-dev libedit-dev libnl-3-dev \
    libnl-route-3-dev libstrongswan-standard-plugins openssh-client openssh-server openssl pkg-config procps python3 \
    python3-pexpect python3-pytest python3-pytest-xdist python3-scapy radvd strace strongswan-swanctl tshark util-linux
END_TO_END_TESTS := $(PYTHON) -B -m pytest -n 2 --dist loadfile Tests/EndToEnd
# The oldest kernel that is supported, to test on; Debian has it for this architecture.
ifeq ($(shell uname -m),x86_64)
PACKAGES += user-mode-linux
OLD_KERNEL_TESTS := nice Tests/OldKernel/run Tests/OldKernel/tests
else
OLD_KERNEL_TESTS := echo 'make: the tests on the oldest kernel need x86-64, which Debian has it for'
endif

# The owner of this folder, where root is asked to build in somebody's folder.
OWNER := $(shell stat -c %U .)
OWNER_HOME := $(shell getent passwd $(OWNER) | cut -d: -f6)
ifeq ($(shell id -u),0)
ifneq ($(filter-out root UNKNOWN,$(OWNER)),)
AS_OWNER := runuser -u $(OWNER) -- env HOME=$(OWNER_HOME)
endif
endif

# sudo narrows PATH: look for swift where toolchains are put, and take the toolchain behind swiftly's stand-in.
SWIFT_FOLDERS := $(OWNER_HOME)/.local/share/swiftly/bin /opt/swift/usr/bin /usr/local/swift/usr/bin \
    /usr/share/swift/usr/bin /usr/local/bin /usr/bin
SWIFT_FOUND := $(firstword $(shell command -v swift) $(wildcard $(addsuffix /swift,$(SWIFT_FOLDERS))))
TOOLCHAIN = $(shell $(AS_OWNER) $(SWIFT_FOUND) -print-target-info 2>/dev/null \
    | sed -n 's|.*"runtimeResourcePath" *: *"\(.*\)/lib/swift".*|\1/bin|p')
export PATH := $(if $(SWIFT_FOUND),$(TOOLCHAIN):)$(PATH)
SWIFT := $(AS_OWNER) env PATH="$(PATH)" swift

.NOTPARALLEL:
.PHONY: help dependencies swift-found root build debug test test-old-kernel lab lab-check bench bench-scale \
    bench-bindings bench-advertisements bench-floods bench-handovers bench-ipsec format lint clean

help: ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' Makefile | expand -t 18

dependencies: ## install the Debian packages that are missing (root)
	@missing=(); for package in $(PACKAGES); do \
	    [ "$$(dpkg-query -W -f '$${db:Status-Status}' $$package 2>/dev/null)" = installed ] || missing+=($$package); \
	done; \
	if [ $${#missing[@]} -gt 0 ]; then \
	    [ $$(id -u) = 0 ] || { echo "make: these packages are missing; sudo make dependencies: $${missing[*]}"; exit 1; }; \
	    export DEBIAN_FRONTEND=noninteractive; \
	    apt-get update -qq; apt-get install -y -qq --no-install-recommends "$${missing[@]}"; \
	fi

swift-found:
	@command -v swift >/dev/null || { echo "make: no Swift toolchain found; see https://www.swift.org/install"; exit 1; }

root:
	@[ $$(id -u) = 0 ] || { echo "make: network namespaces need the rights of root: sudo make $(MAKECMDGOALS)"; exit 1; }

build: dependencies swift-found ## build the daemon and the shell for use
	@$(SWIFT) build -c release

debug: dependencies swift-found
	@$(SWIFT) build

test: root dependencies swift-found ## run all tests: units, vectors, eBPF, shell, end to end (root)
	@$(SWIFT) build --build-tests
	swift test --skip-build
	@# End to end nearly all is waiting, and the oldest kernel has one processor: both at once, which saves many minutes.
	printf '%s\n' "$(END_TO_END_TESTS)" "$(OLD_KERNEL_TESTS)" | xargs -d '\n' -n 1 -P 2 sh -c

test-old-kernel: root dependencies swift-found ## forwarding and tunnels on the oldest kernel, Debian 12's (root)
	@$(SWIFT) build --build-tests
	$(OLD_KERNEL_TESTS)

lab: root debug ## a mobile node moves and comes home, and you are at the prompt (root)
	@$(PYTHON) -B -m Lab

lab-check: root debug ## the same, checked step by step, without a prompt (root)
	@$(PYTHON) -B -m Lab --check

bench: root build ## tunnelled forwarding over plain kernel forwarding, as ratios (root)
	@HAOS_BIN=.build/release $(PYTHON) -B -m Benchmarks

bench-scale: build ## what a million bindings and 100,000 lines of configuration cost
	@.build/release/ScaleBenchmark

bench-bindings: root build ## a million bindings in the daemon: how soon they are shown, what packets notice (root)
	@HAOS_BIN=.build/release $(PYTHON) -B -m Benchmarks.bindings

bench-advertisements: root build ## router advertisements beside radvd's: intervals, fields, time of the processor (root)
	@HAOS_BIN=.build/release $(PYTHON) -B -m Benchmarks.advertisements

bench-floods: root build ## what a mobile node notices of floods (root)
	@HAOS_BIN=.build/release $(PYTHON) -B -m Benchmarks.floods

bench-handovers: root build ## how long a mobile node is out of reach when it moves, and what is lost (root)
	@HAOS_BIN=.build/release $(PYTHON) -B -m Benchmarks.handovers

bench-ipsec: root build ## Binding Updates a second under ESP beside RFC 4285, on the oldest kernel (root)
	@Tests/OldKernel/run env HAOS_BIN=.build/release $(PYTHON) -B -m Benchmarks.protection

format: swift-found ## bring the source into the house format
	@$(SWIFT) format -i -p -r --configuration .swift-format Package.swift Sources Tests Plugins

lint: swift-found ## tell where the source departs from the house format
	@$(SWIFT) format lint -s -p -r --configuration .swift-format Package.swift Sources Tests Plugins

clean: ## remove what was built
	rm -rf .build Package.resolved

# Each target first installs what it needs and what is missing.

CARGO ?= cargo
# The clang that compiles the BPF programs of the workspace's crates.
export CLANG ?= clang-19

.PHONY: help demo test lint matrix golden bench

help:
	@echo 'make demo    the reference type from its trait to a running kernel'
	@echo 'make test    everything that can be shown on this machine'
	@echo 'make matrix  the virtual machine again, on the newest kernels'
	@echo 'make golden  regenerate the files that are checked in'
	@echo 'make bench   what the attribute and a call cost, against what they replace'

demo:
	@tests/setup/packages.sh demo
	@$(CARGO) build --package structops-tests --bin demo
	@$(CARGO) run --quiet --package structops-tests --bin demo

test: lint
	$(CARGO) test --workspace --no-fail-fast

lint:
	@tests/setup/packages.sh test
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets -- -D warnings

# The newest series of Debian unstable and experimental; a root for their compilers is
# made in the cache folder, which takes root.
matrix:
	@tests/setup/packages.sh matrix
	STRUCTOPS_KERNELS=$${STRUCTOPS_KERNELS:-7.2,7.3} \
		$(CARGO) test --package structops-tests --test vm --test list --test changes \
		--test verified --test import

golden:
	@tests/setup/packages.sh test
	UPDATE_EXPECT=1 $(CARGO) test --package structops-tests --test golden --test command_line \
		--test hostile_btf --test doctor --test help --test list --test changes \
		--test verified --test import
	TRYBUILD=overwrite $(CARGO) test --package structops-ui

# Fails when the attribute adds more to `cargo check` than async_trait does, or a call costs
# more than the same by hand.
bench:
	@tests/setup/packages.sh bench
	$(CARGO) run --quiet --package structops-tests --bin expansion_cost
	$(CARGO) run --quiet --package structops-tests --bin call_cost

# A type of Linux itself that refuses every instance: its programs are run one by one.
dummy-ops --check
dummy-ops >out 2>&1 || { cat out; fail 'it does not run'; }
cat out
in_order out 'test_1(NULL): -1' 'test_1(21): 42, state 42' 'test_2: 14, state 1' \
	'test_sleepable: state 2' \
	'EOPNOTSUPP (nobody may attach this type: Linux tests itself by it)' 'help: run its programs'

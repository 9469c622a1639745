# A type of Linux itself: a congestion control that was imported, implemented, and sends.
ifconfig lo up
modules=$(wc -l </proc/modules)
tcp-congestion --check
tcp-congestion >out 2>&1 || { cat out; fail 'no transfer'; }
cat out
in_order out 'so_dctcp is registered.' 'sending by so_dctcp' 'received 4194304 bytes' \
	'dctcp: dctcp saw' 'Another instance is in its place.' 'sending by so_dctcp' \
	'received 4194304 bytes' 'steady: dctcp saw' 'refused: ' 'so_dctcp is gone.'
# Every op that the first instance has ran, and the second took its place.
grep -qE '^dctcp: dctcp saw [1-9][0-9]* acks, [1-9][0-9]* events, [1-9][0-9]* releases; steady saw 0 acks, window [1-9]' out ||
	fail 'an op of the first instance did not run'
grep -qE '^steady: .* steady saw [1-9][0-9]* acks, window 8$' out ||
	fail 'the second instance did not run'
grep -qF 'refused: instance `late` comes too late: another one is attached' out || fail 'the stale update is not explained'
[ "$(wc -l </proc/modules)" = "$modules" ] || fail 'a module came along'

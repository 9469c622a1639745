# A type of Linux itself: a queue that was imported, implemented, and moves packets.
ifconfig lo up
qdisc-fifo --check
in_background qdisc-fifo
./root_queue so_fifo
ping -c 5 -i 0.2 127.0.0.1 >pings || { cat pings; fail 'no packet came through'; }
grep -q '5 packets received' pings || fail 'packets were lost'
./root_queue noqueue
stop_background
cat background.out
grep -qE '^(1[0-9]|[2-9][0-9]|[1-9][0-9]{2,}) queued, [1-9][0-9]* sent, 0 dropped$' background.out ||
	fail 'the packets went another way'

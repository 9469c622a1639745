// SPDX-License-Identifier: GPL-2.0
/* Gives lo another queue: a request that busybox's tc cannot make. */
#include <net/if.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <linux/netlink.h>
#include <linux/pkt_sched.h>
#include <linux/rtnetlink.h>

struct request {
	struct nlmsghdr head;
	struct tcmsg tc;
	char room[64];
};

static int carry_out(struct request *request)
{
	int fd = socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE);
	struct {
		struct nlmsghdr head;
		struct nlmsgerr error;
		char room[1024];
	} answer = {};

	if (fd < 0 || send(fd, request, request->head.nlmsg_len, 0) < 0)
		return -1;
	if (recv(fd, &answer, sizeof(answer), 0) < 0)
		return -1;
	close(fd);
	if (answer.error.error)
		fprintf(stderr, "root_queue: %s\n", strerror(-answer.error.error));
	return answer.error.error;
}

int main(int argc, char **argv)
{
	struct request request = {
		.head.nlmsg_len = NLMSG_LENGTH(sizeof(struct tcmsg)),
		.head.nlmsg_type = RTM_NEWQDISC,
		.head.nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE | NLM_F_REPLACE,
		.tc.tcm_family = AF_UNSPEC,
		.tc.tcm_ifindex = if_nametoindex("lo"),
		.tc.tcm_parent = TC_H_ROOT,
	};
	struct rtattr *kind;

	if (argc != 2 || strlen(argv[1]) >= sizeof(request.room) - sizeof(*kind))
		return 2;
	if (strcmp(argv[1], "noqueue") == 0) {
		/* What lo has when nobody gives it another. */
		request.head.nlmsg_type = RTM_DELQDISC;
		request.head.nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK;
		return carry_out(&request) != 0;
	}
	kind = (void *)&request + NLMSG_ALIGN(request.head.nlmsg_len);
	kind->rta_type = TCA_KIND;
	kind->rta_len = RTA_LENGTH(strlen(argv[1]) + 1);
	strcpy(RTA_DATA(kind), argv[1]);
	request.head.nlmsg_len = NLMSG_ALIGN(request.head.nlmsg_len) + RTA_ALIGN(kind->rta_len);
	return carry_out(&request) != 0;
}

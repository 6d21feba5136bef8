// Sends UDP datagrams to an address as fast as one core can: udp_flood ADDRESS PORT SECONDS OCTETS

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#define BATCH 64

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec * 1e-9;
}

int main(int count, char **arguments) {
    if (count != 5) {
        fprintf(stderr, "usage: udp_flood ADDRESS PORT SECONDS OCTETS\n");
        return 2;
    }
    struct sockaddr_in6 to = {.sin6_family = AF_INET6, .sin6_port = htons(atoi(arguments[2]))};
    int descriptor = socket(AF_INET6, SOCK_DGRAM, 0);
    if (inet_pton(AF_INET6, arguments[1], &to.sin6_addr) != 1 || descriptor < 0 ||
        connect(descriptor, (struct sockaddr *)&to, sizeof to) != 0) {
        perror("udp_flood");
        return 1;
    }
    static char payload[65536];
    struct iovec part = {.iov_base = payload, .iov_len = strtoul(arguments[4], 0, 10)};
    struct mmsghdr batch[BATCH];
    memset(batch, 0, sizeof batch);
    for (int i = 0; i < BATCH; i++)
        batch[i].msg_hdr = (struct msghdr){.msg_iov = &part, .msg_iovlen = 1};
    for (double end = now() + atof(arguments[3]); now() < end;)
        sendmmsg(descriptor, batch, BATCH, 0);
    return 0;
}

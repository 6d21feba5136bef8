/// Traffic between two namespaces, in Python's plain sockets: `SCRIPT KIND CLIENT-NAMESPACE SERVER-NAMESPACE ADDRESS`.
/// It ends with status 0 if every octet came through, in both directions.
enum Traffic {
    static func command(_ kind: String, from client: String, to server: String, address: String) -> String {
        "timeout 60 /usr/bin/python3 -c '\(script)' \(kind) \(client) \(server) \(address)"
    }

    /// `tcp` sends 16 MB each way and compares digests. `udp SIZE` exchanges datagrams of a size one by one; `gso SIZE`
    /// hands over ten at a time as one packet with UDP_SEGMENT.
    private static let script = """
        import ctypes, hashlib, os, random, socket, struct, sys
        kind, client, server, address = sys.argv[1], sys.argv[-3], sys.argv[-2], sys.argv[-1]

        def enter(name):
            if ctypes.CDLL(None).setns(os.open("/run/netns/" + name, os.O_RDONLY), 0x40000000):
                sys.exit("setns")

        def bound(type):
            end = socket.socket(socket.AF_INET6, type)
            end.settimeout(20)
            end.bind((address, 5001))
            return end

        def receive_all(end, count):
            digest = hashlib.sha256()
            while count:
                data = end.recv(min(count, 1 << 20))
                if not data:
                    sys.exit("connection ended")
                digest.update(data)
                count -= len(data)
            return digest.digest()

        data = random.Random(1).randbytes(16 << 20 if kind == "tcp" else 1 << 16)
        size = int(sys.argv[2]) if kind != "tcp" else 0
        rounds, batch = 20, 10

        def serve_tcp(end):
            end, _ = end.accept()
            end.settimeout(20)
            end.sendall(receive_all(end, len(data)))
            end.sendall(data)
            end.recv(1)

        def use_tcp():
            end = socket.create_connection((address, 5001), 20)
            end.settimeout(20)
            end.sendall(data)
            expected = hashlib.sha256(data).digest()
            if receive_all(end, 32) != hashlib.sha256(expected).digest():
                sys.exit("another digest came back")
            if receive_all(end, len(data)) != expected:
                sys.exit("other data came back")

        def send_batch(end, peer, number):
            payload = data[number:number + size * batch]
            if kind == "gso":
                segment = [(socket.IPPROTO_UDP, 103, struct.pack("H", size))]
                end.sendmsg([payload], segment, 0, peer)
            else:
                for index in range(batch):
                    end.sendto(payload[index * size:][:size], peer)

        def receive_batch(end, number):
            for index in range(batch):
                datagram, peer = end.recvfrom(65536)
                if datagram != data[number + index * size:][:size]:
                    sys.exit("another datagram came: %d octets in round %d" % (len(datagram), number))
            return peer

        def serve_udp(end):
            for number in range(rounds):
                send_batch(end, receive_batch(end, number), number)

        def use_udp():
            end = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
            end.settimeout(20)
            for number in range(rounds):
                send_batch(end, (address, 5001), number)
                receive_batch(end, number)

        ready, tell = os.pipe()
        child = os.fork()
        if not child:
            enter(server)
            end = bound(socket.SOCK_STREAM if kind == "tcp" else socket.SOCK_DGRAM)
            if kind == "tcp":
                end.listen()
            os.write(tell, b".")
            serve_tcp(end) if kind == "tcp" else serve_udp(end)
            os._exit(0)
        enter(client)
        os.close(tell)
        if not os.read(ready, 1):
            sys.exit("no server")
        use_tcp() if kind == "tcp" else use_udp()
        sys.exit(os.waitpid(child, 0)[1] != 0)
        """
}

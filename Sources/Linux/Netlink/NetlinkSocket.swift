import CNetlinkRoute
import Glibc

/// A socket to the kernel's routing tables (rtnetlink(7)), or to its IPsec, in the network namespace of the thread that made
/// it.
@safe final class NetlinkSocket {
    private let inbox = NetlinkInbox()
    private let socket: OpaquePointer

    /// The descriptor to watch.
    var descriptor: Int32 { unsafe nl_socket_get_fd(socket) }

    /// Opens a socket for requests and dumps, to a part of the kernel (NETLINK_*).
    init(to part: Int32 = NETLINK_ROUTE) throws(NetlinkError) {
        guard let socket = unsafe nl_socket_alloc() else {
            throw NetlinkError(purpose: "opening a netlink socket", library: NLE_NOMEM)
        }
        unsafe self.socket = socket
        unsafe inbox.attach(to: socket)
        unsafe nl_socket_enable_msg_peek(socket)
        try unsafe check("opening a netlink socket", nl_connect(socket, part))
        guard haos_netlink_prepare(descriptor) == 0 else {
            throw NetlinkError(purpose: "preparing a netlink socket", code: errno, words: nil)
        }
    }

    deinit {
        unsafe nl_socket_free(socket)
    }

    /// Turns the socket into one for notifications of `groups` (RTNLGRP_*), which are received without waiting.
    func subscribe(to groups: [rtnetlink_groups], bufferSize: Int32) throws(NetlinkError) {
        try subscribe(to: groups.map { Int32($0.rawValue) }, bufferSize: bufferSize)
    }

    /// Turns the socket into one for notifications of `groups` of its part of the kernel, which are received without
    /// waiting.
    func subscribe(to groups: [Int32], bufferSize: Int32) throws(NetlinkError) {
        let purpose = "subscribing to notifications"
        unsafe nl_socket_disable_seq_check(socket)
        try unsafe check(purpose, nl_socket_set_buffer_size(socket, bufferSize, 0))
        for group in groups {
            try unsafe check(purpose, nl_socket_add_membership(socket, group))
        }
        try unsafe check(purpose, nl_socket_set_nonblocking(socket))
    }

    /// Receives one datagram of notifications; `nil` if there is none.
    ///
    /// - Throws: when notifications were lost (ENOBUFS) or did not make sense: what is known must be asked for anew.
    func receive() throws(NetlinkError) -> [NetlinkMessage]? {
        inbox.clear()
        let result = unsafe nl_recvmsgs_default(socket)
        if result == -NLE_AGAIN { return nil }
        try check("receiving changes of interfaces", result)
        return inbox.takeMessages()
    }

    /// Asks for a whole table; `request` is a dump's.
    func dump(_ request: () -> NetlinkRequest) throws(NetlinkError) -> [NetlinkMessage] {
        while true {
            inbox.clear()
            let request = request()
            try send(request)
            let result = unsafe nl_recvmsgs_default(socket)
            // The table changed meanwhile: what came is no consistent view of it.
            if result == -NLE_DUMP_INTR { continue }
            try checkAnswer(request.purpose, result)
            return inbox.takeMessages()
        }
    }

    /// Asks for a change, and waits for the kernel's answer, which comes at once.
    func change(_ request: consuming NetlinkRequest) throws(NetlinkError) {
        inbox.clear()
        try send(request)
        try unsafe checkAnswer(request.purpose, nl_wait_for_ack(socket))
    }

    /// Receives one datagram of notifications, and calls `body` with the header of each message in it.
    ///
    /// - Returns: Whether there was one.
    /// - Throws: when notifications were lost (ENOBUFS).
    func receivePieceWithoutWaiting(
        for purpose: String, _ body: (UnsafeMutablePointer<nlmsghdr>) -> Void
    ) throws(NetlinkError) -> Bool {
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard unsafe poll(&request, 1, 0) > 0 else { return false }
        try unsafe receivePiece(for: purpose) { header throws(NetlinkError) in unsafe body(header) }
        return true
    }

    /// Receives one datagram of an answer, and calls `body` with the header of each message in it.
    func receivePiece(
        for purpose: String, _ body: (UnsafeMutablePointer<nlmsghdr>) throws(NetlinkError) -> Void
    ) throws(NetlinkError) {
        var sender = sockaddr_nl()
        var octets: UnsafeMutablePointer<UInt8>?
        var rest = unsafe nl_recv(socket, &sender, &octets, nil)
        defer { unsafe free(octets) }
        try check(purpose, rest)
        guard let octets = unsafe octets else { return }
        var header = unsafe UnsafeMutableRawPointer(octets).assumingMemoryBound(to: nlmsghdr.self)
        while unsafe nlmsg_ok(header, rest) != 0 {
            try unsafe body(header)
            unsafe header = nlmsg_next(header, &rest)
        }
    }

    /// Sends a request without waiting for its answer.
    func send(_ request: borrowing NetlinkRequest) throws(NetlinkError) {
        let message = unsafe request.message
        try unsafe check(request.purpose, message == nil ? -NLE_NOMEM : nl_send_auto(socket, message))
    }

    private func checkAnswer(_ purpose: String, _ result: Int32) throws(NetlinkError) {
        if let refusal = inbox.refusal {
            throw NetlinkError(purpose: purpose, code: refusal.code, words: refusal.words)
        }
        try check(purpose, result)
    }

    private func check(_ purpose: String, _ result: Int32) throws(NetlinkError) {
        guard result < 0 else { return }
        throw NetlinkError(purpose: purpose, library: -result)
    }
}

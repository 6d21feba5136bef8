import CNetlinkRoute

/// Where libnl's callbacks put what a socket received.
@safe final class NetlinkInbox {
    private var messages: [NetlinkMessage] = []
    /// The kernel's refusal of a request: a number of `errno`, and the kernel's own words.
    private(set) var refusal: (code: Int32, words: String?)?
    /// Of the message that libnl is parsing now.
    private var header: UnsafeMutablePointer<nlmsghdr>?

    /// Makes `socket` deliver here; the inbox must outlive the socket.
    func attach(to socket: OpaquePointer) {
        let context = unsafe Unmanaged.passUnretained(self).toOpaque()
        unsafe nl_socket_modify_cb(socket, NL_CB_VALID, NL_CB_CUSTOM, Self.messageArrived, context)
        unsafe nl_socket_modify_err_cb(socket, NL_CB_CUSTOM, Self.requestRefused, context)
    }

    /// Takes the messages in the order of arrival.
    func takeMessages() -> [NetlinkMessage] {
        defer { messages.removeAll() }
        return messages
    }

    /// Forgets everything.
    func clear() {
        messages.removeAll()
        refusal = nil
    }

    private static func inbox(_ context: UnsafeMutableRawPointer) -> NetlinkInbox {
        unsafe Unmanaged<NetlinkInbox>.fromOpaque(context).takeUnretainedValue()
    }

    private static let messageArrived: nl_recvmsg_msg_cb_t = { message, context in
        if let message = unsafe message, let context = unsafe context {
            let inbox = unsafe inbox(context)
            unsafe inbox.header = nlmsg_hdr(message)
            // libnl passes over messages of kinds that it does not know; so do we.
            unsafe nl_msg_parse(message, objectParsed, context)
            unsafe inbox.header = nil
        }
        return Int32(NL_OK.rawValue)
    }

    private static let objectParsed: @convention(c) (OpaquePointer?, UnsafeMutableRawPointer?) -> Void = {
        object, context in
        guard let object = unsafe object, let context = unsafe context else { return }
        let inbox = unsafe inbox(context)
        guard let header = unsafe inbox.header else { return }
        unsafe inbox.messages += NetlinkMessage.read(object, header)
    }

    private static let requestRefused: nl_recvmsg_err_cb_t = { _, answer, context in
        if let answer = unsafe answer, let context = unsafe context {
            let words = unsafe haos_netlink_words(answer).map { unsafe String(cString: $0) }
            unsafe inbox(context).refusal = (code: -answer.pointee.error, words: words)
        }
        return Int32(NL_STOP.rawValue)
    }
}

import CNetlinkRoute
import Glibc

/// A whole table of the kernel, taken piece by piece: between two pieces the kernel waits, and anything else may be
/// done. A table that changes meanwhile is shown as it was when each piece was taken.
@safe final class NetlinkDump<Element> {
    /// What a message says; nothing for a message that does not matter.
    typealias Reader = (UnsafeMutablePointer<nlmsghdr>) -> Element?

    private let socket: NetlinkSocket
    private let purpose: String
    private let read: Reader
    private var hasEnded = false

    /// Asks a part of the kernel (NETLINK_*) for a table; `request` is a dump's.
    init(_ request: consuming NetlinkRequest, of part: Int32 = NETLINK_ROUTE, read: @escaping Reader)
        throws(NetlinkError)
    {
        purpose = request.purpose
        unsafe self.read = read
        socket = try NetlinkSocket(to: part)
        try socket.send(request)
    }

    /// The next piece; `nil` when all was taken.
    func next() throws(NetlinkError) -> [Element]? {
        guard !hasEnded else { return nil }
        var elements: [Element] = []
        try unsafe socket.receivePiece(for: purpose) { header throws(NetlinkError) in
            switch unsafe Int32(header.pointee.nlmsg_type) {
            case NLMSG_DONE, NLMSG_ERROR:
                hasEnded = true
                let code = unsafe nlmsg_data(header).load(as: Int32.self)
                guard code >= 0 else { throw NetlinkError(purpose: purpose, code: -code, words: nil) }
            default:
                if let element = unsafe read(header) { elements.append(element) }
            }
        }
        return elements
    }
}

import CNetlinkRoute

/// What libnl makes of one message of the kernel.
@safe enum NetlinkObject {
    /// Calls `body` with libnl's object for a message; `nil` if libnl does not know messages of its kind.
    static func with<Result>(
        _ header: UnsafeMutablePointer<nlmsghdr>, _ body: (OpaquePointer) -> Result?
    ) -> Result? {
        guard let message = unsafe nlmsg_convert(header) else { return nil }
        defer { unsafe nlmsg_free(message) }
        unsafe nlmsg_set_proto(message, NETLINK_ROUTE)
        var object: OpaquePointer?
        unsafe withUnsafeMutablePointer(to: &object) { place in
            _ = unsafe nl_msg_parse(message, keepObject, place)
        }
        guard let object = unsafe object else { return nil }
        defer { unsafe nl_object_put(object) }
        return unsafe body(object)
    }

    private static let keepObject: @convention(c) (OpaquePointer?, UnsafeMutableRawPointer?) -> Void = {
        object, place in
        guard let object = unsafe object, let place = unsafe place else { return }
        unsafe nl_object_get(object)
        unsafe place.assumingMemoryBound(to: OpaquePointer?.self).pointee = object
    }
}

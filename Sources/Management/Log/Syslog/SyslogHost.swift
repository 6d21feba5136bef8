import Core

/// A machine that collects log lines.
public struct SyslogHost: Hashable, Sendable {
    /// How lines travel.
    public enum Transport: String, Comparable, Sendable {
        /// A datagram a line (RFC 5426).
        case udp
        /// A stream of lines with their lengths (RFC 6587 section 3.4.1).
        case tcp

        /// Where collectors listen: 514 (RFC 5426 section 3.3), 601 (RFC 3195 section 9.2).
        public var defaultPort: UInt16 { self == .udp ? 514 : 601 }

        /// Orders by name.
        public static func < (left: Transport, right: Transport) -> Bool {
            left.rawValue < right.rawValue
        }
    }

    /// Its address; an IPv4 address is mapped (RFC 4291 section 2.5.5.2).
    public var address: IPv6Address
    /// How lines travel.
    public var transport: Transport
    /// Where it listens, 1 to 65535.
    public var port: UInt16

    /// Names a collector, at the port that its transport has by default if none is said.
    public init(address: IPv6Address, transport: Transport = .udp, port: UInt16? = nil) {
        self.address = address
        self.transport = transport
        self.port = port ?? transport.defaultPort
    }
}

extension SyslogHost: Comparable {
    /// Orders by address, transport and port.
    public static func < (left: SyslogHost, right: SyslogHost) -> Bool {
        (left.address, left.transport, left.port) < (right.address, right.transport, right.port)
    }
}

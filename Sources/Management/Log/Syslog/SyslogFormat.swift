/// Writes a log line as a syslog message (RFC 5424 section 6).
struct SyslogFormat: Hashable, Sendable {
    /// Octets of a message: what every receiver should be able to take (RFC 5424 section 6.1).
    static let maximumLength = 2048

    /// `-` if there is none.
    var hostName = "-"
    var facility = SyslogFacility.local7
    /// Whether the sequence number goes along (RFC 5424 section 7.3.1).
    var carriesSequenceNumber = false
    /// The daemon's number in the system.
    var processIdentifier: Int32 = 0

    /// `<189>1 2026-11-24T14:30:00.123456Z HA1 haosd 4711 MIPV6-REGISTERED - %MIPV6-5-REGISTERED: text`.
    func text(_ record: LogRecord) -> String {
        let message = record.message
        let priority = facility.rawValue * 8 + message.severity.rawValue
        let data = carriesSequenceNumber ? "[meta sequenceId=\"\(Self.sequenceId(record.sequenceNumber))\"]" : "-"
        return """
            <\(priority)>1 \(record.moment.timestamp(digits: 6)) \(hostName) haosd \(processIdentifier) \
            \(message.facility.rawValue)-\(message.mnemonic) \(data) \(message)
            """.beginning(ofOctets: Self.maximumLength)
    }

    /// 1 to 2147483647, and then 1 again.
    private static func sequenceId(_ number: UInt64) -> UInt64 {
        (number - 1) % 2_147_483_647 + 1
    }
}

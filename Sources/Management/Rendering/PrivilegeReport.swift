/// `show privilege`: what the session may do.
struct PrivilegeReport: WholeReport {
    static let schema = 1

    /// The privilege level, 0 to 15.
    let level: UInt8

    var text: String { "Current privilege level is \(level)\n" }
}

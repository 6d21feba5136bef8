/// `show interfaces`: a block an interface.
struct InterfaceReport: Report {
    /// The version of the JSON form.
    static let schema = 1

    /// The interfaces to show.
    let interfaces: [InterfaceStatus]

    func textPieces() -> AnyIterator<String> {
        AnyIterator(interfaces.lazy.map(\.text).makeIterator())
    }

    /// `{"schema": 1, "interfaces": [...]}`.
    func jsonPieces() -> AnyIterator<String> {
        JSONText.document("interfaces", AnyIterator(interfaces.makeIterator()), schema: Self.schema)
    }
}

/// `show interfaces description`: a line an interface.
struct InterfaceDescriptionReport: Report {
    /// The interfaces to show.
    let interfaces: [InterfaceStatus]

    func textPieces() -> AnyIterator<String> {
        let columns = TextColumns(widths: [16, 12, 10])
        let heading = columns.line("Interface", "Status", "Protocol", "Description")
        let lines = interfaces.lazy.map {
            columns.line(
                $0.name, !$0.isEnabled ? "admin down" : $0.isRunning ? "up" : "down", $0.isRunning ? "up" : "down",
                $0.description ?? "")
        }
        return AnyIterator(([heading] + lines).makeIterator())
    }

    func jsonPieces() -> AnyIterator<String> {
        InterfaceReport(interfaces: interfaces).jsonPieces()
    }
}

extension InterfaceStatus {
    fileprivate var text: String {
        var lines = [hardwareLine]
        if let description { lines.append("Description: \(description)") }
        lines += addresses.map { "IPv6 address is \($0)" }
        lines.append("MTU \(maximumTransmissionUnit) octets, state \(operationalState), index \(index)")
        if let speedLine { lines.append(speedLine) }
        lines.append("Flags: " + (flags.isEmpty ? "none" : flags.joined(separator: ", ")))
        lines += ["   \(input.text("input"))", "   \(output.text("output"))"]
        return Self.headline(name, isEnabled: isEnabled, isRunning: isRunning)
            + lines.map { "  \($0)\n" }.joined()
    }

    private var hardwareLine: String {
        "Hardware is \(hardware)" + (linkLayerAddress.map { ", address is \($0)" } ?? "")
    }

    private var speedLine: String? {
        guard let speed else { return nil }
        return (isFullDuplex.map { $0 ? "Full-duplex, " : "Half-duplex, " } ?? "") + "\(speed) Mbit/s"
    }
}

extension InterfaceStatus.Counters {
    fileprivate func text(_ direction: String) -> String {
        "\(packets) packets \(direction), \(octets) octets, \(errors) errors, \(drops) drops"
    }
}

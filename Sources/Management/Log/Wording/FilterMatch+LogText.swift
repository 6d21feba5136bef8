import Core

extension FilterMatch {
    /// `list ROAM/10 denied 135 2001:db8:1::100 -> 2001:db8:2::100, 1 packet`.
    var logText: String {
        let number = if case .entry(let sequence) = verdict.line { "/\(sequence)" } else { "" }
        let action = verdict.action == .permit ? "permitted" : "denied"
        let input = verdict.log == .withInput ? inputText : ""
        return """
            list \(filter.name)\(number) \(action) \(upperLayerProtocol.rawValue) \
            \(source)\(input) -> \(destination?.description ?? "any"), 1 packet
            """
    }

    /// ` (wan0 02:00:00:00:01:00)`.
    private var inputText: String {
        let parts = [interface, linkLayerSource?.description].compactMap(\.self)
        return parts.isEmpty ? "" : " (\(parts.joined(separator: " ")))"
    }
}

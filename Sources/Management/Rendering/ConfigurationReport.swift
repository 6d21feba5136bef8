/// `show running-config` and `show startup-config`, without secrets.
struct ConfigurationReport: WholeReport {
    static let schema = 1

    /// What is shown.
    let configuration: ConfigurationText

    /// Shows a configuration.
    ///
    /// - Parameters:
    ///   - isWhole: Whether to show settings too that have their default.
    ///   - section: The line that opens the only section to show; `nil` shows all.
    init(_ configuration: Configuration, isWhole: Bool = false, section: String? = nil) {
        let text = ConfigurationText(configuration, secrets: .removed, isWhole: isWhole)
        self.configuration = section.map { text.section($0) } ?? text
    }

    /// The text as it would be in a file.
    var text: String { configuration.text }

    /// `lines`: each a `line`, and the `lines` of the mode that it opens if it opens one.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(Array(configuration.groups.joined()), forKey: .lines)
    }

    private enum CodingKeys: CodingKey {
        case lines
    }
}

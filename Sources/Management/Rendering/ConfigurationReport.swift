/// `show running-config` and `show startup-config`, without secrets.
struct ConfigurationReport: WholeReport {
    static let schema = 1

    /// What is shown.
    let configuration: ConfigurationText

    /// Shows a configuration.
    init(_ configuration: Configuration) {
        self.configuration = ConfigurationText(configuration, secrets: .removed)
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

/// `archive`: former configurations, kept as files.
enum ArchiveLines {
    /// The line that opens the mode. It is printed when the mode holds anything.
    static let sections = [
        SchemaLine(
            ConfigurationLine<Configuration>(
                [.word("archive", "Former configurations, kept as files")],
                read: { $0.archive == ArchiveSettings() ? [] : [Arguments()] },
                set: { _, _ in },
                remove: { configuration, _ in
                    configuration.archive = ArchiveSettings()
                    return true
                }),
            in: .global, opens: .archive)
    ]

    static let all = [
        SchemaLine(
            .setting(
                [.word("path", "Where they are kept")],
                Parameter("path", .fileName, "Beginning of their names; - and a number follow"), \.path),
            in: .archive),
        SchemaLine(
            .setting(
                [.word("maximum", "How many are kept")],
                Parameter("maximum", .number(1...14), "Configurations"), \.maximum, default: 10),
            in: .archive),
        SchemaLine(
            .flag([.word("write-memory", "Archive every configuration that is saved")], \.includesSaved),
            in: .archive),
        SchemaLine(
            .setting(
                [.word("time-period", "Archive the configuration in force again and again")],
                Parameter("minutes", .number(1...525_600), "Minutes in between"), \.interval),
            in: .archive),
    ]
}

/// Configuration of the router as a whole.
enum SystemLines {
    static let all = [
        SchemaLine(
            .setting(
                [.word("hostname", "Name of this router")],
                Parameter("name", .hostName, "The name; the prompt shows it"), \.hostName,
                default: Configuration.defaultHostName),
            in: .global)
    ]
}

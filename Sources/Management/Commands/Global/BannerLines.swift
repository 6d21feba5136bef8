/// `banner`: what people are shown when their session begins.
enum BannerLines {
    static let all = [
        line(.word("motd", "Message of the day"), \.banners.messageOfTheDay),
        line(.word("login", "Shown after the message of the day"), \.banners.login),
        line(.word("exec", "Shown last, before the first prompt"), \.banners.exec),
    ]

    private static let text = Parameter(
        "text", .delimitedText, "The text, of any number of lines, between two characters that are not in it")

    private static func line(
        _ kind: Grammar, _ field: ConfigurationLine<Configuration>.Field<String?>
    ) -> SchemaLine {
        SchemaLine(
            .setting(
                [.word("banner", "What people are shown when their session begins"), kind], [.value(text)], field,
                default: nil,
                say: { Arguments(text($0.map { DelimitedText($0) })) },
                hear: { (arguments) throws(Refusal) in
                    let text = try arguments.required(text).text
                    guard !text.isEmpty else { throw Refusal(Self.text, "The text is empty.") }
                    return text
                }),
            in: .global)
    }
}

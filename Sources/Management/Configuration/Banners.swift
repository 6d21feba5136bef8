/// What people are shown when their session begins, in this order.
public struct Banners: Hashable, Sendable {
    /// `banner motd`: the message of the day.
    public var messageOfTheDay: String?
    /// `banner login`.
    public var login: String?
    /// `banner exec`: shown when it is known who the person is.
    public var exec: String?

    /// No banner.
    public init() {}

    /// What is shown before anybody has to say who he is.
    var beforeLogin: String { Self.text([messageOfTheDay, login]) }

    /// What is shown before the first prompt.
    var beforePrompt: String { Self.text([exec]) }

    private static func text(_ banners: [String?]) -> String {
        banners.compactMap { $0.map { $0 + "\n" } }.joined()
    }
}

/// What people are shown when their session begins, before anything else and in this order.
public struct Banners: Hashable, Sendable {
    /// `banner motd`: the message of the day.
    public var messageOfTheDay: String?
    /// `banner login`.
    public var login: String?
    /// `banner exec`.
    public var exec: String?

    /// No banner.
    public init() {}

    /// All of them.
    var text: String {
        [messageOfTheDay, login, exec].compactMap { $0.map { $0 + "\n" } }.joined()
    }
}

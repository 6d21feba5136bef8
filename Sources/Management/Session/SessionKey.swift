/// Tells one session from all others.
final class SessionKey: Sendable {}

/// `line console` and `line vty`: settings of the lines that people come in by.
public struct LineConfiguration: Hashable, Sendable {
    /// `line console 0`.
    public var console = LineSettings()
    /// `line vty FIRST LAST`, by the lines that are configured together; no line is in two of them.
    public var virtual: [ClosedRange<UInt16>: LineSettings] = [:]

    /// The default settings.
    public init() {}

    /// The settings of a line; the default ones if nothing is configured for it.
    func settings(of line: SessionLine) -> LineSettings {
        switch line {
        case .console: console
        case .virtual(let number):
            virtual.first { $0.key.contains(UInt16(clamping: number)) }?.value ?? LineSettings()
        }
    }
}

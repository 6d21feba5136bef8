/// Settings of the kernel as they were before the daemon changed them, for putting them back even after it was killed.
struct SettingsLedger: Hashable {
    /// One setting.
    struct Setting: Hashable {
        /// Below `/proc/sys/`: "net/ipv6/conf/all/forwarding".
        var path: String
        var formerValue: String
    }

    /// Where the settings are: what another start of the machine, or another network namespace has, is none of this.
    var place: KernelPlace
    /// In the order in which they are to be put back.
    var settings: [Setting]

    init(place: KernelPlace, settings: [Setting]) {
        self.place = place
        self.settings = settings
    }
}

extension SettingsLedger {
    private static let title = "haos former settings 1"
    private static let end = "end"

    /// As it is kept in a file: one thing per line, so that a person can read it too.
    var text: String {
        let lines =
            [Self.title, "boot \(place.boot)", "namespace \(place.networkNamespace)"]
            + settings.map { "\($0.path) \($0.formerValue)" } + [Self.end]
        return lines.joined(separator: "\n") + "\n"
    }

    /// Reads what `text` wrote; `nil` for anything else.
    init?(text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.split(separator: " ", omittingEmptySubsequences: false).map(String.init) }
        guard lines.count >= 5, lines[0].joined(separator: " ") == Self.title, lines[1].count == 2,
            lines[1][0] == "boot", lines[2].count == 2, lines[2][0] == "namespace",
            let namespace = UInt64(lines[2][1]), lines[lines.count - 2] == [Self.end], lines[lines.count - 1] == [""]
        else { return nil }
        place = KernelPlace(boot: lines[1][1], networkNamespace: namespace)
        settings = []
        for line in lines[3..<lines.count - 2] {
            guard line.count == 2, Self.isSafe(line[0]) else { return nil }
            settings.append(Setting(path: line[0], formerValue: line[1]))
        }
    }

    /// Nothing but the settings of IPv6 is ever written.
    private static func isSafe(_ path: String) -> Bool {
        path.hasPrefix("net/ipv6/conf/") && !path.split(separator: "/").contains("..")
    }
}

import Core
import Glibc

/// Optimistic duplicate address detection (RFC 4429) on interfaces: switched on, and put back afterwards, also by the
/// next daemon after one that was killed.
public final class OptimisticDetection {
    private static let settings = ["optimistic_dad", "use_optimistic"]

    private let place: KernelPlace
    private let file: DurableFile
    /// What the settings were before.
    private var former: [SettingsLedger.Setting] = []

    /// Takes up what another daemon may have changed; `directory` remembers it.
    public init(directory: StateDirectory) throws(SystemFailure) {
        file = directory.file("former-mobile-node-settings")
        do throws(SystemCallError) {
            place = try KernelPlace.current()
            if let text = try file.read().map({ String(decoding: $0, as: UTF8.self) }),
                let ledger = SettingsLedger(text: text), ledger.place == place
            {
                former = ledger.settings
            }
        } catch {
            throw .setting(error)
        }
    }

    /// Switches it on on exactly these interfaces; elsewhere it is again as it was.
    public func set(_ interfaces: Set<String>) throws(SystemFailure) {
        do throws(SystemCallError) {
            let wanted = interfaces.sorted().flatMap { name in
                Self.settings.map { "net/ipv6/conf/\(name)/\($0)" }
            }
            let unwanted = former.filter { !wanted.contains($0.path) }
            // An interface that is gone has taken its settings with it.
            for setting in unwanted { try? KernelSetting(setting.path).set(setting.formerValue) }
            var ledger = former.filter { wanted.contains($0.path) }
            for path in wanted where !ledger.contains(where: { $0.path == path }) {
                guard let value = try? KernelSetting(path).value(), value != "1" else { continue }
                ledger.append(SettingsLedger.Setting(path: path, formerValue: value))
            }
            try keep(ledger)
            for setting in ledger where (try? KernelSetting(setting.path).value()) != "1" {
                try? KernelSetting(setting.path).set("1")
            }
        } catch {
            throw .setting(error)
        }
    }

    private func keep(_ settings: [SettingsLedger.Setting]) throws(SystemCallError) {
        guard settings != former else { return }
        if settings.isEmpty {
            try file.remove()
        } else {
            try file.replace(with: Array(SettingsLedger(place: place, settings: settings).text.utf8))
        }
        former = settings
    }
}

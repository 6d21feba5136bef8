import Glibc

/// IPv6 forwarding, switched on and put back afterwards.
///
/// Writing `all/forwarding` overwrites the setting of every interface, and `default`: those that differed are noted
/// too. Nothing else of the kernel's settings has to change.
final class ForwardingSetting {
    /// What forwards.
    enum Scope: String {
        /// The whole node, for `ipv6 unicast-routing`.
        case node = "all"
        /// The loopback interface: nothing comes of it but that eBPF programs may ask for routes.
        case loopback = "lo"
    }

    private let scope: Scope
    private let path: String
    /// The former settings.
    private let file: DurableFile
    private let place: KernelPlace

    init(_ scope: Scope, directory: StateDirectory) throws(SystemCallError) {
        self.scope = scope
        path = "net/ipv6/conf/\(scope.rawValue)/forwarding"
        file = directory.file(scope == .node ? "former-settings" : "former-loopback-settings")
        place = try KernelPlace.current()
    }

    /// Switches forwarding on, having noted what was before; `interfaces` are the names of those there are.
    func turnOn(interfaces: [String]) throws(SystemFailure) {
        try reportingFailures { () throws(SystemCallError) in
            let former = try KernelSetting(path).value()
            guard former != "1" else { return }
            var settings = [SettingsLedger.Setting(path: path, formerValue: former)]
            for interface in scope == .node ? ["default"] + interfaces : [] {
                let path = "net/ipv6/conf/\(interface)/forwarding"
                // An interface without IPv6 has no settings of it.
                guard let value = try? KernelSetting(path).value(), value != former else { continue }
                settings.append(SettingsLedger.Setting(path: path, formerValue: value))
            }
            let ledger = SettingsLedger(place: place, settings: settings)
            try file.replace(with: Array(ledger.text.utf8))
            try KernelSetting(path).set("1")
        }
    }

    /// Puts everything back as it was, unless it was never changed here, or somebody else has changed it since.
    func putBack() throws(SystemFailure) {
        guard let ledger = try ledger() else { return }
        try reportingFailures { () throws(SystemCallError) in
            if ledger.place == place, try KernelSetting(path).value() == "1" {
                for setting in ledger.settings {
                    try restore(setting)
                }
            }
            try file.remove()
        }
    }

    private func restore(_ setting: SettingsLedger.Setting) throws(SystemCallError) {
        do throws(SystemCallError) {
            try KernelSetting(setting.path).set(setting.formerValue)
        } catch {
            // The interface is gone.
            guard error.code == ENOENT else { throw error }
        }
    }

    private func ledger() throws(SystemFailure) -> SettingsLedger? {
        var text: String?
        try reportingFailures { () throws(SystemCallError) in
            text = try file.read().map { String(decoding: $0, as: UTF8.self) }
        }
        guard let text else { return nil }
        if let ledger = SettingsLedger(text: text) { return ledger }
        // Told once; there is nothing to be learned from it.
        try reportingFailures { () throws(SystemCallError) in try file.remove() }
        throw .damagedLedger(path: file.path)
    }

    private func reportingFailures(_ body: () throws(SystemCallError) -> Void) throws(SystemFailure) {
        do throws(SystemCallError) {
            try body()
        } catch {
            throw .setting(error)
        }
    }
}

extension ConfigurationKeeper {
    /// What was in force before a change that nobody confirmed while the daemon ran; `nil` if every change was.
    ///
    /// A daemon that starts comes up with it, and calls `recovered` when it serves.
    ///
    /// - Throws: a refusal if it is there and cannot be used.
    public static func formerConfiguration(in files: any ManagedFiles) throws(Refusal) -> Configuration? {
        guard let octets = try files.read(.former) else { return nil }
        do {
            return try ConfigurationFile.parse(octets)
        } catch {
            throw Refusal("What was in force before the unconfirmed change cannot be read:\n\(error)")
        }
    }

    /// The router is what it was before the change that nobody confirmed.
    public func recovered() {
        router.log(.changeTakenBack(.ended))
        do throws(Refusal) {
            try router.files.remove(.former)
        } catch {
            router.log(.takingBackFailed(error.reason))
        }
    }
}

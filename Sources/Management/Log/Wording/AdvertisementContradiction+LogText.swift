import Core

extension [AdvertisementContradiction] {
    /// What contradicts, one behind the other.
    var logText: String { map(\.rawValue).joined(separator: ", ") }
}

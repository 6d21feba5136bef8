import Core

extension CorrespondentObservation {
    /// Whom it is about; `nil` for nobody, or somebody unknown.
    var homeAddress: IPv6Address? {
        switch self {
        case .testInitReceived(.home, let address), .testSent(.home, let address): address
        case .testInitReceived(.careOf, _), .testSent(.careOf, _), .noncesInvalidated: nil
        case .bindingCreated(let binding), .bindingUpdated(let binding), .bindingEnded(let binding, _),
            .refreshRequested(let binding):
            binding.key.homeAddress
        case .forwardingFailed(let entry, _): entry.key.homeAddress
        }
    }

    /// What a debug line says of it.
    var debugText: String {
        switch self {
        case .testInitReceived(let test, let source): "\(source): \(test.debugText) Test Init"
        case .testSent(let test, let destination): "\(destination): \(test.debugText) Test sent"
        case .bindingCreated(let binding): "direct way made: \(binding.logText)"
        case .bindingUpdated(let binding): "direct way changed: \(binding.logText)"
        case .bindingEnded(let binding, let reason): "\(binding.key.homeAddress) \(reason.logText)"
        case .refreshRequested(let binding): "\(binding.key.homeAddress): asked to register again"
        case .forwardingFailed(let entry, let result):
            "\(entry.key.homeAddress): no direct way to \(entry.careOfAddress): \(result.logText)"
        case .noncesInvalidated: "too many bindings end: tokens are given up before their time"
        }
    }
}

extension ReturnRoutabilityTest {
    /// What a debug line calls it.
    var debugText: String {
        switch self {
        case .home: "Home"
        case .careOf: "Care-of"
        }
    }
}

import Testing

@testable import Management

extension Configuration {
    /// What is configured for an interface that must be there.
    func interface(_ name: String) throws -> InterfaceSettings {
        let name = try #require(InterfaceName(name))
        return try #require(interfaces[name])
    }
}

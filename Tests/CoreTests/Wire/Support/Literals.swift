import Core
import Testing

/// An address from its text; throws where there is none.
func ip(_ text: String) throws -> IPv6Address {
    try #require(IPv6Address(text))
}

/// A prefix from its text; throws where there is none.
func prefix(_ text: String) throws -> IPv6Prefix {
    try #require(IPv6Prefix(text))
}

/// A link-layer address from its text; throws where there is none.
func mac(_ text: String) throws -> LinkLayerAddress {
    try #require(LinkLayerAddress(text))
}

/// A domain name from its text; throws where there is none.
func domain(_ text: String) throws -> DomainName {
    try #require(DomainName(text))
}

import Core

/// What operators may ask a machine about itself as a mobile node, and have it do.
public protocol MobileNodeRouter: AnyObject {
    /// How it stands with home addresses, links and home agents; nothing of each where this is no mobile node.
    var mobileNodeStatus: MobileNodeStatus { get }
    /// The Binding Update List (RFC 6275 section 11.1).
    var bindingUpdateList: [BindingUpdateListEntry] { get }

    /// The kernel's name of an interface; `nil` if there is none any more.
    func interfaceName(_ index: InterfaceIndex) -> String?

    /// Has a home address, or all, begin anew.
    func restartMobileNode(homeAddress: IPv6Address?)

    /// Forgets the home agents that were heard.
    func forgetHomeAgents()
}

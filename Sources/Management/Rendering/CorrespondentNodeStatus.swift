import Core

/// The part of `show ipv6 mobile globals` that is about this node as a correspondent.
struct CorrespondentNodeStatus: Encodable {
    /// Whether there may be direct ways.
    var isEnabled: Bool
    /// How many there are.
    var bindings: UInt64
    /// `binding maximum`.
    var maximumBindings: UInt32
    /// `binding lifetime`, in seconds.
    var maximumLifetime: UInt32
    /// `route-optimization permit`: the prefix list of those who may have one.
    var permittedPrefixList: String?
    /// `route-optimization deny`: the prefix list of those who may have none.
    var deniedPrefixList: String?

    init(_ configuration: Configuration, bindings: UInt64) {
        let settings = configuration.correspondentNode
        isEnabled = configuration.isMobilityEnabled && settings.isEnabled
        self.bindings = bindings
        maximumBindings = settings.maximumBindings
        maximumLifetime = settings.maximumLifetime
        switch settings.routeOptimization?.action {
        case .permit: permittedPrefixList = settings.routeOptimization?.prefixList
        case .deny: deniedPrefixList = settings.routeOptimization?.prefixList
        case nil: break
        }
    }

    /// A block of lines.
    var text: String {
        guard isEnabled else { return "Correspondent node\n  disabled\n" }
        return """
            Correspondent node
              bindings in use: \(bindings) of \(maximumBindings)
              longest lifetime: \(maximumLifetime) seconds
              route optimization: \(policy)

            """
    }

    private var policy: String {
        if let permittedPrefixList { return "what prefix list \(permittedPrefixList) permits" }
        return deniedPrefixList.map { "all but what prefix list \($0) permits" } ?? "all mobile nodes"
    }
}

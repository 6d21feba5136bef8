/// What operators may ask a router about itself as a correspondent of mobile nodes, beside its bindings.
public protocol CorrespondentRouter: AnyObject {
    /// How many correspondent bindings there are.
    var numberOfCorrespondentBindings: UInt64 { get }
}

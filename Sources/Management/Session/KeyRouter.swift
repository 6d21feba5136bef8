/// What keys are made of.
public protocol KeyRouter: AnyObject {
    /// Numbers that nobody can guess.
    var randomNumbers: any RandomNumberGenerator { get }
}

extension KeyRouter {
    /// The system's.
    public var randomNumbers: any RandomNumberGenerator { SystemRandomNumberGenerator() }
}

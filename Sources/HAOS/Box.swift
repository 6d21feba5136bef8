import Linux

/// What the daemon knows of itself as a process.
final class Box {
    let loop: EventLoop
    let processorUsage: ProcessorUsage

    init(loop: EventLoop) {
        self.loop = loop
        processorUsage = ProcessorUsage(on: loop)
    }
}

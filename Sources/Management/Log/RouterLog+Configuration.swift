extension RouterLog {
    /// Goes by another configuration from now on.
    public func configure(_ settings: LoggingSettings, hostName: String) {
        if gates.isEmpty || settings.rateLimit != self.settings.rateLimit {
            for origin in Origin.allCases { gates[origin] = LogGate(linesPerSecond: settings.rateLimit) }
        }
        self.settings = settings
        buffer.capacity = Int(settings.buffer?.size ?? 0)
        buffered.limit = settings.isOn ? settings.buffer?.level : nil
        console.limit = settings.console
        monitor.limit = settings.isOn ? settings.monitor : nil
        consoleSink.style = settings.lineStyle
        monitorSink.style = settings.lineStyle
        connectHosts(format: format(hostName: hostName))
        verbosity = channels.compactMap(\.limit).max() ?? .emergencies
    }

    /// Ends the ways to syslog hosts.
    public func close() {
        var silent = settings
        silent.hosts = []
        configure(silent, hostName: "-")
    }

    private func format(hostName: String) -> SyslogFormat {
        SyslogFormat(
            hostName: hostName, facility: settings.facility,
            carriesSequenceNumber: settings.lineStyle.showsSequenceNumbers,
            processIdentifier: surroundings.processIdentifier)
    }

    private func connectHosts(format: SyslogFormat) {
        for (host, channel) in hosts where !settings.hosts.contains(host) {
            (channel.sink as? SyslogSink)?.transport.close()
            hosts[host] = nil
        }
        for host in settings.hosts {
            let channel = hosts[host] ?? LogChannel(connect(host))
            (channel.sink as? SyslogSink)?.format = format
            channel.limit = settings.isOn ? settings.trap : nil
            hosts[host] = channel
        }
    }

    private func connect(_ host: SyslogHost) -> SyslogSink {
        let transport = surroundings.connect(host) { [unowned self] reason in
            let name = "syslog host \(host.address), \(host.transport.rawValue) port \(host.port)"
            let message =
                reason.map { LogMessage(.system, .warnings, "SYSLOG", "\(name): \($0)") }
                ?? LogMessage(.system, .notifications, "SYSLOG", "\(name): reached")
            write(message)
        }
        return SyslogSink(transport)
    }
}

import Foundation
import PackagePlugin

/// Compiles every `BPF/*.bpf.c` with the toolchain's own clang and embeds the objects as Swift source.
@main
struct CompileBPF: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
        let folder = context.package.directoryURL.appending(path: "BPF")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        let headers = files.filter { $0.pathExtension == "h" }
        let programs = files.filter { $0.lastPathComponent.hasSuffix(".bpf.c") }
            .sorted { $0.path < $1.path }
        let clang = try context.tool(named: "clang").url
        let embed = try context.tool(named: "EmbedObject").url
        return programs.map { source in
            let name = source.lastPathComponent.replacing(".bpf.c", with: "")
            let object = context.pluginWorkDirectoryURL.appending(path: "\(name).bpf.o")
            let swift = context.pluginWorkDirectoryURL.appending(path: "\(name).bpf.swift")
            return .buildCommand(
                displayName: "Compiling eBPF \(name)",
                executable: embed,
                arguments: [name, swift.path, object.path, clang.path] + compilerFlags + ["-c", source.path],
                inputFiles: [source] + headers,
                outputFiles: [swift])
        }
    }

    /// `-mcpu=v3` is the newest instruction set of the oldest supported kernel. `-g` carries the BTF that libbpf reads
    /// map definitions from; the architecture's include folder holds the `asm/` headers that the kernel's own headers
    /// name.
    private var compilerFlags: [String] {
        #if arch(arm64)
            let architecture = "aarch64"
        #else
            let architecture = "x86_64"
        #endif
        return [
            "-target", "bpf", "-mcpu=v3", "-O2", "-g", "-Wall", "-Wextra", "-Werror",
            "-I/usr/include/\(architecture)-linux-gnu",
        ]
    }
}

// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// A module, which imports only what is named here.
func module(
    _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = [], resources: [Resource] = []
) -> Target {
    .target(
        name: name, dependencies: dependencies, exclude: exclude, resources: resources, swiftSettings: strict)
}

/// A module's tests, which mirror its folder.
func tests(
    _ module: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = [], resources: [Resource] = []
) -> Target {
    .testTarget(
        name: "\(module)Tests", dependencies: [.target(name: module)] + dependencies, exclude: exclude,
        resources: resources, swiftSettings: strict)
}

/// What starts soon: a fifth of the loader's work and of the memory of an idle prompt was for names that nobody looks up
/// and for relocations of 24 bytes each. The toolchain brings `lld`; Debian's `gold` cannot pack relocations.
let quickStart: [LinkerSetting] = [
    .unsafeFlags(
        ["-use-ld=lld", "-Xlinker", "--no-export-dynamic", "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs"],
        .when(platforms: [.linux]))
]

/// A Debian library behind a module map and a shim header.
///
/// Without `pkgConfig` the program is not linked to it: the shim loads it when it is needed.
func system(_ name: String, pkgConfig: String? = nil, debian: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([debian])])
}

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let sqlite = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let jwt = Target.Dependency.product(name: "JWTKit", package: "jwt-kit")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let structuredFields = Target.Dependency.product(
    name: "RawStructuredFieldValues", package: "swift-http-structured-headers")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "keyway",
    products: [
        .executable(name: "keyway", targets: ["keyway"]),
        .executable(name: "keyway-http-signatures", targets: ["keyway-http-signatures"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-structured-headers", from: "1.7.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.5.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    ],
    targets: [
        system("CEditline", pkgConfig: "libedit", debian: "libedit-dev"),
        system("CCurl", debian: "libcurl4-openssl-dev"),
        system("CJansson", pkgConfig: "jansson", debian: "libjansson-dev"),
        system("CPng", pkgConfig: "libpng", debian: "libpng-dev"),
        system("CQrencode", debian: "libqrencode-dev"),

        .target(name: "CGuard"),

        module("Encodings"),
        module("Diagnostics", ["Encodings"]),
        module("JSONKit", ["CJansson", "Encodings"], exclude: ["README.md"]),
        module("HTTPMessage", ["Encodings"]),
        module("Redaction", ["HTTPMessage", "JSONKit", "Encodings", crypto]),
        module("CurlTransport", ["CCurl", "HTTPMessage"]),
        module("OAuthCore", ["Encodings", "HTTPMessage", "JSONKit", crypto, cryptoExtras]),
        module("OAuthFlows", ["OAuthCore", "Encodings", "HTTPMessage", "JSONKit", crypto]),
        module("TokenChecks", ["OAuthCore", "Encodings", "HTTPMessage", "JSONKit", crypto, cryptoExtras]),
        module("ScriptValues", ["Diagnostics", "Encodings", "JSONKit", crypto]),
        module("Script", ["ScriptValues", "Diagnostics", "Encodings", "JSONKit", crypto]),
        module("Interchange", ["Redaction", "Encodings", "HTTPMessage", "JSONKit"]),
        module("Diagrams", ["HTTPMessage"]),
        module(
            "Reports", ["Diagrams", "Encodings", "HTTPMessage", "JSONKit", mustache],
            resources: [.embedInCode("HTML/Templates")]),
        module(
            "Diagnosis",
            [
                "Diagnostics", "Providers", "Redaction", "Encodings", "OAuthCore", "TokenChecks", "HTTPMessage",
                "JSONKit",
            ]),
        module(
            "DiagnosisRules",
            [
                "Diagnosis", "Diagnostics", "Redaction", "Encodings", "OAuthCore", "TokenChecks", "OAuthFlows",
                "HTTPMessage", "JSONKit",
            ]),
        module("Remarks", ["Diagnosis", "Diagnostics", "Encodings", "OAuthCore", "HTTPMessage", "JSONKit"]),
        module("Providers", ["OAuthCore", "JSONKit"]),
        module(
            "Session",
            [
                "Providers", "Redaction", "OAuthCore", "Diagnostics", "HTTPMessage", "JSONKit", "Encodings", sqlite,
                crypto, cryptoExtras,
            ]),
        module("Plugins", ["CGuard", "Encodings", "JSONKit", crypto]),
        module("MessageSignatures", ["Encodings", "HTTPMessage", crypto, cryptoExtras, structuredFields]),
        module(
            "Answers",
            ["Interchange", "Session", "Redaction", "Script", "Diagnostics", "OAuthCore", "HTTPMessage", "JSONKit"]),
        module("Settings", ["Diagnostics"]),
        module(
            "PluginHost",
            [
                "Settings", "Plugins", "Script", "Session", "Redaction", "Providers", "Diagnostics", "OAuthCore",
                "HTTPMessage", "JSONKit", "Encodings",
            ]),
        module(
            "Workbench",
            [
                "Answers", "Settings", "PluginHost",
                "Script", "ScriptValues", "Diagnosis", "Diagrams", "Diagnostics", "Session", "Redaction", "Providers",
                "Interchange",
                "Plugins", "OAuthCore", "TokenChecks", "OAuthFlows", "HTTPMessage", "JSONKit", "Encodings", sqlite,
                crypto, cryptoExtras,
            ]),
        module(
            "Investigation",
            [
                "Reports", "Answers", "Settings", "Workbench", "Script", "Diagnosis", "DiagnosisRules", "Remarks",
                "Diagrams",
                "Diagnostics",
                "Session",
                "Redaction", "Providers",
                "OAuthCore", "OAuthFlows", "HTTPMessage", "JSONKit", "Encodings", sqlite,
            ]),
        module(
            "Debugging",
            [
                "Answers", "Settings", "Workbench", "Script", "Diagnostics", "Session", "OAuthCore", "HTTPMessage",
                "JSONKit",
            ]),
        module(
            "Completing",
            [
                "Answers", "Settings", "Workbench", "Script", "ScriptValues", "Diagnostics", "Session", "Redaction",
                "Providers",
                "Plugins", "OAuthCore",
                "HTTPMessage", "JSONKit",
            ]),
        module(
            "Guide",
            [
                "Completing", "Answers", "Workbench", "Settings", "Script", "ScriptValues", "Session", "Plugins",
                "Diagnostics",
                "JSONKit",
            ]),
        module(
            "Commands",
            [
                "Guide", "Reports", "Investigation", "Debugging", "Completing", "Workbench", "Answers", "Settings",
                "PluginHost",
                "Script", "Diagnosis", "DiagnosisRules", "Remarks", "Diagrams",
                "Diagnostics", "Session", "Redaction", "Providers",
                "Interchange", "Plugins", "OAuthCore", "TokenChecks", "OAuthFlows", "HTTPMessage", "JSONKit",
                "Encodings",
            ]),
        module(
            "SandboxCore",
            [
                "OAuthCore", "HTTPMessage", "JSONKit", "Encodings", hummingbird, mustache, jwt, logging, sqlite, crypto,
                cryptoExtras,
            ]),
        module(
            "Sandbox",
            [
                "SandboxCore", "OAuthCore", "HTTPMessage", "JSONKit", "Encodings", "CPng", hummingbird, mustache, jwt,
                logging, sqlite,
                crypto, cryptoExtras,
            ],
            exclude: ["README.md"], resources: [.embedInCode("Pages")]),
        module("Terminal", ["CEditline", "CPng", "CQrencode", "Encodings"]),
        .executableTarget(
            name: "keyway",
            dependencies: [
                "Terminal", "Commands", "Investigation", "Debugging", "Completing", "Workbench", "Sandbox",
                "SandboxCore", "Guide",
                "Answers", "Settings",
                "CurlTransport", "Script", "ScriptValues", "Diagnostics", "Session",
                "Redaction", "Providers", "OAuthCore", "HTTPMessage", "JSONKit", "Interchange", "Reports", "Plugins",
                arguments,
                hummingbird, logging, subprocess, systemPackage,
            ],
            swiftSettings: strict, linkerSettings: quickStart),

        // A plugin that is shipped: a program of its own, of which keyway knows nothing.
        .executableTarget(
            name: "keyway-http-signatures", dependencies: ["MessageSignatures", "HTTPMessage", "JSONKit", "Encodings"],
            swiftSettings: strict, linkerSettings: quickStart),

        // Searches over the sources.
        .testTarget(name: "SourceTests", dependencies: ["Commands", "Workbench"], swiftSettings: strict),

        // What the tests of several modules use.
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),

        // An authorization server, a client and published keys, for the tests of the protocol.
        .target(
            name: "OAuthSupport", dependencies: ["OAuthCore", "HTTPMessage", "TestSupport"], path: "Tests/OAuthSupport",
            swiftSettings: strict),

        // A workbench with every command, on answers from a list.
        .target(
            name: "BenchSupport",
            dependencies: [
                "Answers", "Settings", "Commands", "Workbench", "Sandbox", "SandboxCore", "CurlTransport", "Session",
                "Plugins",
                "Script", "Diagnostics",
                "HTTPMessage", "JSONKit",
            ], path: "Tests/BenchSupport", swiftSettings: strict),

        tests("Encodings", ["TestSupport"]),
        tests("Diagnostics"),
        tests("JSONKit", ["TestSupport"], resources: [.copy("Resources")]),
        tests("HTTPMessage", ["TestSupport"]),
        tests("Redaction", ["TestSupport", "HTTPMessage", "JSONKit"]),
        tests("Providers", ["HTTPMessage", "JSONKit", "OAuthCore"]),
        tests("Session", ["Redaction", "OAuthCore", "Diagnostics", "HTTPMessage", "JSONKit"]),
        tests("Interchange", ["TestSupport", "Encodings", "HTTPMessage", "JSONKit"]),
        tests("Diagrams", ["HTTPMessage"], exclude: ["Golden"]),
        tests("Reports", ["HTTPMessage", "JSONKit"], exclude: ["Golden"]),
        tests("Plugins", ["TestSupport", "JSONKit"]),
        tests(
            "MessageSignatures",
            ["keyway-http-signatures", "Plugins", "HTTPMessage", "JSONKit", crypto, cryptoExtras]),
        tests("CurlTransport", ["TestSupport", "HTTPMessage"]),
        tests(
            "OAuthCore",
            ["OAuthFlows", "OAuthSupport", "TestSupport", "Encodings", "HTTPMessage", "JSONKit", crypto, cryptoExtras]),
        tests(
            "OAuthFlows", ["OAuthCore", "OAuthSupport", "TestSupport", "Encodings", "HTTPMessage", "JSONKit", crypto]),
        tests(
            "TokenChecks",
            [
                "OAuthCore", "OAuthSupport", "TestSupport", "Encodings", "HTTPMessage", "JSONKit", crypto,
                cryptoExtras,
            ]),
        tests("Diagnosis", ["OAuthCore", "HTTPMessage", "JSONKit"]),
        tests(
            "DiagnosisRules",
            ["Diagnosis", "TestSupport", "Redaction", "Encodings", "OAuthCore", "HTTPMessage", "JSONKit"]),
        tests(
            "Remarks",
            [
                "TestSupport", "Diagnosis", "Diagnostics", "Redaction", "Encodings", "OAuthCore", "HTTPMessage",
                "JSONKit",
            ]),
        tests("Terminal", ["TestSupport"]),
        tests("SandboxCore", ["HTTPMessage", "JSONKit", "OAuthCore"]),
        tests(
            "Sandbox",
            [
                "SandboxCore", "CurlTransport", "TestSupport", "Encodings", "HTTPMessage", "JSONKit", "OAuthCore",
                crypto,
                cryptoExtras,
            ]),
        tests(
            "Guide",
            [
                "BenchSupport", "Answers", "Settings", "Commands", "TestSupport", "Workbench", "Session", "Redaction",
                "Providers", "Diagnostics",
                "Interchange", "Plugins", "Script", "OAuthCore", "HTTPMessage", "JSONKit", "Encodings", crypto,
            ]),
        tests(
            "Commands",
            [
                "BenchSupport", "Answers", "Settings", "Guide", "TestSupport", "Workbench", "Session", "Redaction",
                "Providers", "Diagnostics",
                "Interchange", "Plugins", "Script", "OAuthCore", "OAuthFlows", "HTTPMessage", "JSONKit",
            ]),
        tests(
            "Investigation",
            [
                "BenchSupport", "Answers", "Settings", "Commands", "Workbench", "Sandbox", "CurlTransport", "Session",
                "Redaction",
                "Providers",
                "Diagnosis", "DiagnosisRules", "Diagnostics", "Interchange", "Script", "OAuthCore", "HTTPMessage",
                "JSONKit",
            ],
            exclude: ["Fixes.expected"], resources: [.copy("Archives"), .copy("Troubles")]),
        tests(
            "Debugging",
            [
                "BenchSupport", "Answers", "Settings", "Commands", "Workbench", "Script", "Diagnostics", "HTTPMessage",
                "JSONKit",
            ]),
        tests(
            "Completing",
            ["BenchSupport", "Answers", "Settings", "Commands", "Workbench", "Script", "HTTPMessage", "JSONKit"]),
        tests(
            "Workbench",
            [
                "Remarks",
                "BenchSupport", "Answers", "Settings", "PluginHost", "Commands", "TestSupport", "Sandbox",
                "CurlTransport", "Session", "Redaction",
                "Providers", "Diagnosis", "Diagnostics", "Interchange", "Plugins", "Script", "OAuthCore", "OAuthFlows",
                "HTTPMessage",
                "JSONKit", sqlite,
            ],
            resources: [.copy("Sessions")]),
        tests(
            "keyway",
            [
                "TestSupport", "SandboxCore", "Answers", "Settings", "Guide", "Commands", "Workbench", "Session",
                "Redaction",
                "Providers", "Script", "Diagnostics",
                "Reports",
                "Terminal", "HTTPMessage", "JSONKit", arguments,
            ],
            exclude: ["Transcripts", "Screens", "Servers"]),
        tests("Script", ["ScriptValues", "TestSupport", "Diagnostics", "JSONKit"], resources: [.copy("Golden")]),
    ]
)

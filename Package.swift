// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// A module of the house, which imports only what is named here.
func room(
    _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = [], resources: [Resource] = []
) -> Target {
    .target(
        name: name, dependencies: dependencies, exclude: exclude, resources: resources, swiftSettings: strict)
}

/// A room's tests, which mirror its folder.
func tests(
    _ room: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = [], resources: [Resource] = []
) -> Target {
    .testTarget(
        name: "\(room)Tests", dependencies: [.target(name: room)] + dependencies, exclude: exclude,
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

        room("JSONKit", ["CJansson"], exclude: ["README.md"]),
        room("HTTPMessage"),
        room("CurlTransport", ["CCurl", "HTTPMessage"]),
        room("OAuthCore", ["HTTPMessage", "JSONKit", crypto, cryptoExtras]),
        room("Script", ["JSONKit", crypto]),
        room("Interchange", ["HTTPMessage", "JSONKit"]),
        room("Diagrams", ["HTTPMessage"]),
        room(
            "Reports", ["Diagrams", "HTTPMessage", "JSONKit", mustache], resources: [.embedInCode("HTML/Templates")]),
        room("Diagnosis", ["OAuthCore", "HTTPMessage", "JSONKit"]),
        room("Plugins", ["CGuard", "JSONKit", crypto]),
        room("MessageSignatures", ["HTTPMessage", crypto, cryptoExtras, structuredFields]),
        room(
            "Workbench",
            [
                "Script", "Diagnosis", "Diagrams", "Interchange", "Plugins", "OAuthCore", "HTTPMessage", "JSONKit",
                sqlite, crypto, cryptoExtras,
            ]),
        room(
            "Sandbox",
            [
                "OAuthCore", "HTTPMessage", "JSONKit", "CPng", hummingbird, mustache, jwt, logging, sqlite, crypto,
                cryptoExtras,
            ],
            exclude: ["README.md"], resources: [.embedInCode("Pages")]),
        room("Terminal", ["CEditline", "CPng", "CQrencode"]),
        .executableTarget(
            name: "keyway",
            dependencies: [
                "Terminal", "Workbench", "Sandbox", "CurlTransport", "Script", "OAuthCore", "HTTPMessage", "JSONKit",
                "Interchange", "Reports", "Plugins", arguments, hummingbird, logging, subprocess, systemPackage,
            ],
            swiftSettings: strict, linkerSettings: quickStart),

        // A plugin that is shipped: a program of its own, of which keyway knows nothing.
        .executableTarget(
            name: "keyway-http-signatures", dependencies: ["MessageSignatures", "HTTPMessage", "JSONKit"],
            swiftSettings: strict, linkerSettings: quickStart),

        // Searches over the sources.
        .testTarget(name: "SourceTests", dependencies: ["Workbench"], swiftSettings: strict),

        // What several rooms' tests use.
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),

        tests("JSONKit", ["TestSupport"], resources: [.copy("Resources")]),
        tests("HTTPMessage", ["TestSupport"]),
        tests("Interchange", ["TestSupport", "HTTPMessage", "JSONKit"]),
        tests("Diagrams", ["HTTPMessage"], exclude: ["Golden"]),
        tests("Reports", ["HTTPMessage", "JSONKit"], exclude: ["Golden"]),
        tests("Plugins", ["TestSupport", "JSONKit"]),
        tests(
            "MessageSignatures",
            ["keyway-http-signatures", "Plugins", "HTTPMessage", "JSONKit", crypto, cryptoExtras]),
        tests("CurlTransport", ["TestSupport", "HTTPMessage"]),
        tests("OAuthCore", ["TestSupport", "HTTPMessage", "JSONKit", crypto]),
        tests("Diagnosis", ["OAuthCore", "HTTPMessage", "JSONKit"]),
        tests("Terminal", ["TestSupport"]),
        tests("Sandbox", ["CurlTransport", "HTTPMessage", "JSONKit", "OAuthCore", crypto, cryptoExtras]),
        tests(
            "Workbench",
            [
                "TestSupport", "Sandbox", "CurlTransport", "Diagnosis", "Interchange", "Plugins", "Script", "OAuthCore",
                "HTTPMessage", "JSONKit", sqlite,
            ],
            exclude: ["Evidence/Fixes.expected"],
            resources: [.copy("Archives"), .copy("Sessions"), .copy("Troubles")]),
        tests(
            "keyway",
            ["TestSupport", "Workbench", "Script", "Reports", "Terminal", "HTTPMessage", "JSONKit", arguments],
            exclude: ["Transcripts", "Screens", "Servers"]),
        tests("Script", ["TestSupport", "JSONKit"], resources: [.copy("Golden")]),
    ]
)

import TestSupport
import Testing

@testable import HTTPMessage

@Suite struct URLResolutionTests {
    @Test(
        "RFC 3986, §5.4: the tables",
        arguments: [
            ("g:h", "g:h"), ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"), ("//g", "http://g"), ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"),
            ("#s", "http://a/b/c/d;p?q#s"), ("g#s", "http://a/b/c/g#s"), ("g?y#s", "http://a/b/c/g?y#s"),
            (";x", "http://a/b/c/;x"), ("g;x", "http://a/b/c/g;x"), ("g;x?y#s", "http://a/b/c/g;x?y#s"),
            ("", "http://a/b/c/d;p?q"), (".", "http://a/b/c/"), ("./", "http://a/b/c/"), ("..", "http://a/b/"),
            ("../", "http://a/b/"), ("../g", "http://a/b/g"), ("../..", "http://a/"), ("../../", "http://a/"),
            ("../../g", "http://a/g"),
            // §5.4.2, abnormal ones
            ("../../../g", "http://a/g"), ("../../../../g", "http://a/g"), ("/./g", "http://a/g"),
            ("/../g", "http://a/g"), ("g.", "http://a/b/c/g."), (".g", "http://a/b/c/.g"), ("g..", "http://a/b/c/g.."),
            ("..g", "http://a/b/c/..g"), ("./../g", "http://a/b/g"), ("./g/.", "http://a/b/c/g/"),
            ("g/./h", "http://a/b/c/g/h"), ("g/../h", "http://a/b/c/h"), ("g;x=1/./y", "http://a/b/c/g;x=1/y"),
            ("g;x=1/../y", "http://a/b/c/y"), ("g?y/./x", "http://a/b/c/g?y/./x"),
            ("g?y/../x", "http://a/b/c/g?y/../x"),
            ("g#s/./x", "http://a/b/c/g#s/./x"), ("g#s/../x", "http://a/b/c/g#s/../x"), ("http:g", "http:g"),
        ])
    func table(reference: String, target: String) {
        #expect(URLReference.resolve(reference, against: "http://a/b/c/d;p?q") == target)
    }

    @Test(arguments: [
        ("g", "http://a", "http://a/g"), ("?y", "http://a", "http://a?y"),
        ("a//b/..//c", "http://h/", "http://h/a///c"),
        ("%2e%2E/x", "http://h/a/b", "http://h/a/%2e%2E/x"),
        ("/%C3%A9?q='+", "https://h:1/a", "https://h:1/%C3%A9?q='+"),
        ("HTTPS://Other/", "http://h/", "HTTPS://Other/"), ("//h2:8/x?y#z", "https://h/", "https://h2:8/x?y#z"),
        ("a:b", "http://h/", "a:b"), ("./a:b", "http://h/", "http://h/a:b"), ("1:b", "http://h/x", "http://h/1:b"),
    ])
    func beyondTheTable(reference: String, base: String, target: String) {
        #expect(URLReference.resolve(reference, against: base) == target)
    }

    @Test("Cutting a URL up and putting it together changes no octet")
    func partsAreExact() {
        var random = SeededGenerator(seed: 3986)
        let alphabet = Array("::///??##ab1@[]%.é")
        for _ in 0..<5000 {
            let text = String(
                (0..<Int.random(in: 0...16, using: &random)).compactMap { _ in
                    alphabet.randomElement(using: &random)
                })
            #expect(Array(URLReference(text).text.utf8) == Array(text.utf8))
        }
    }
}

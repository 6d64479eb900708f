import HTTPMessage
import TestSupport
import Testing

@testable import Workbench

@Suite struct UserAgentTests {
    @Test func readsFormsAsABrowserWould() {
        let html = """
            <FORM action='/a&amp;b' method=post><input type="hidden" name="t" value="&quot;x&#39;">
            <input name=user><input type=password name=p><input type="checkbox" name="scope" value="a" checked>
            <button name="decision" value="allow">Yes</button></form><input name="outside">
            """
        let forms = HTMLForm.forms(in: html)
        #expect(forms.count == 1)
        #expect(forms[0].action == "/a&b")
        #expect(forms[0].asksPassword)
        #expect(forms[0].fields.map(\.name) == ["t", "user", "p", "scope", "decision"])
        #expect(forms[0].fields[0].value == "\"x'")
    }

    @Test func saysWhatAPageSays() {
        #expect(HTMLForm.words(of: "<title>no</title><h1>Not &lt;here&gt;</h1>\n<p>Go away") == "Not <here> Go away")
    }

    @Test(arguments: 0..<20) func aBrokenPageHasNoMoreThanIsWritten(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let pieces = [
            "<form", "<input ", "name=", "\"", "'", ">", "<", "&#", "&#x110000;", "=", " ", "</form>", "<!--",
        ]
        for _ in 0..<15 {
            let html = (0..<200).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            let forms = HTMLForm.forms(in: html)
            #expect(forms.count <= html.ranges(of: "<form").count, "\(html)")
            #expect(forms.flatMap(\.fields).count <= html.ranges(of: "<input ").count, "\(html)")
            #expect(HTMLForm.words(of: html).contains(/<form[^>]*>/) == false, "\(html)")
        }
    }

    @Test func cookiesStayWithTheirOrigin() {
        var jar = CookieJar()
        jar.take(["a=1; Path=/", "b=2", "a=3", "bad"], from: "http://one.example/x")
        #expect(jar.header(for: "http://one.example/y") == "b=2; a=3")
        #expect(jar.header(for: "http://two.example/") == nil)
        jar.take(["b="], from: "http://one.example/x")
        #expect(jar.header(for: "http://one.example/") == "a=3")
    }
}

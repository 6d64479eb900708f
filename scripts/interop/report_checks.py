"""What Keyway writes for other tools, read by those tools: reports, archives, curl command lines."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

import haralyzer
import jsonschema
import junitparser
import referencing
import tap.parser

import sandbox

NAME = "reports and exports"
RECIPE = """
step "Holds"
  get {base}/.well-known/openid-configuration --no-token
  expect status == 200
step "Fails <&> # \\"quoted\\""
  expect status == 201
step "Cannot run"
  get http://127.0.0.1:1/
"""
# Debian's node-har-schema: the schema that the tools around HAR share.
SCHEMAS = pathlib.Path("/usr/share/nodejs/har-schema/lib")


def checks(provider):
    with tempfile.TemporaryDirectory() as folder:
        run = Run(provider, pathlib.Path(folder))
        yield "JUnit, by junitparser", run.junit
        yield "TAP 13, by tap.py", run.tap
        yield "HAR 1.2, by its JSON schema and haralyzer", run.har
        yield "curl command lines, by bash and curl", run.curl
        yield "HTTPie command lines, by http", run.httpie


def har_validator():
    schemas = [json.loads(file.read_text()) for file in SCHEMAS.glob("*.json")]
    resources = [(schema["$id"], referencing.Resource.from_contents(schema)) for schema in schemas]
    registry = referencing.Registry().with_resources(resources)
    # Addresses are told apart by their formats alone.
    checker = jsonschema.Draft6Validator.FORMAT_CHECKER
    return jsonschema.Draft6Validator({"$ref": "har.json#"}, registry=registry, format_checker=checker)


class Run:
    """A recipe of three steps, of which one holds, one fails and one cannot run."""

    def __init__(self, provider, folder):
        self.provider = provider
        self.folder = folder
        recipe = folder / "mixed.keyway"
        recipe.write_text(RECIPE.format(base=provider.base_url))
        command = [sandbox.KEYWAY, "run", "--quiet", "--keep-going", str(recipe), "--record", str(folder / "run.har")]
        for name in ("junit", "tap", "json"):
            command += ["--report", f"{name}={folder / name}"]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=60)
        assert ended.returncode == 1, ended.stderr

    def junit(self):
        report = junitparser.JUnitXml.fromfile(str(self.folder / "junit"))
        cases = [case for suite in report for case in suite]
        kinds = [[type(result).__name__ for result in case.result] for case in cases]
        assert kinds == [[], ["Failure"], ["Error"]], kinds
        assert cases[1].name == 'Fails <&> # "quoted"', cases[1].name
        assert (report.tests, report.failures, report.errors) == (3, 1, 1)
        return f"{len(cases)} cases"

    def tap(self):
        lines = list(tap.parser.Parser().parse_file(str(self.folder / "tap")))
        assert not [line for line in lines if line.category == "unknown"], [str(line) for line in lines]
        points = [line for line in lines if line.category == "test"]
        assert [point.ok for point in points] == [True, False, False]
        assert points[1].yaml_block["found"] == "200", points[1].yaml_block
        return f"{len(points)} points, with YAML"

    def har(self):
        archive = json.loads((self.folder / "run.har").read_text())
        har_validator().validate(archive)
        pages = haralyzer.HarParser(archive)
        entries = pages.har_data["entries"]
        assert [entry["response"]["status"] for entry in entries] == [200, 0], entries
        return f"{len(entries)} entries"

    def curl(self):
        url = f"{self.provider.base_url}/oauth/clients"
        post = f"""post '{url}?odd=[1]&q=it%27s' --no-token Authorization:"Bearer {sandbox.API_KEY}" X-Odd:'$HOME "x" \\ `y`' """
        body = json.dumps({"name": "it's \"quoted\" $HOME `x` \\ #1", "redirectUris": [sandbox.REDIRECT_URI], "scopes": ["profile"]})
        escaped = body.replace("\\", "\\\\").replace('"', '\\"')
        script = f'{post} Content-Type:application/json --body "{escaped}"\nexport curl --reveal --to {self.folder}/post.sh\nexport curl --to {self.folder}/masked.sh\n'
        self.keyway(script)
        answer = json.loads(self.bash(self.folder / "post.sh").stdout)
        assert answer["name"] == json.loads(body)["name"], answer
        assert sandbox.API_KEY not in (self.folder / "masked.sh").read_text()
        unset = self.bash(self.folder / "masked.sh", check=False)
        assert "CREDENTIAL" in unset.stderr, unset.stderr
        return "the server got the same body"

    def httpie(self):
        url = f"{self.provider.base_url}/oauth/clients"
        self.keyway(f'get {url} --no-token Authorization:"Bearer {sandbox.API_KEY}"\nexport httpie --reveal --to {self.folder}/get.sh\n')
        text = self.bash(self.folder / "get.sh").stdout
        assert isinstance(json.loads(text), list), text
        return "the same answer"

    def keyway(self, script):
        ended = subprocess.run(
            [sandbox.KEYWAY, "--session", "interop", "-c", script], capture_output=True, text=True, timeout=30,
            env=os.environ | {"XDG_STATE_HOME": str(self.folder)},
        )
        assert ended.returncode == 0, ended.stderr

    @staticmethod
    def bash(file, check=True):
        path = f"{pathlib.Path(sys.executable).parent}:{os.environ['PATH']}"
        ended = subprocess.run(
            ["bash", str(file)], capture_output=True, text=True, timeout=30, env=os.environ | {"PATH": path}
        )
        assert not check or ended.returncode == 0, ended.stderr
        return ended

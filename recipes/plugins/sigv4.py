#!/usr/bin/env python3
"""Signs requests to AWS with Signature Version 4, as a Keyway plugin.

The keys are the environment's: keyway passes none on, so that they are read from ~/.aws/credentials, or from the file
that `sigv4-use FILE` names. Only hosts under amazonaws.com, and those given to `sigv4-host`, are signed.
"""
import configparser
import datetime
import hashlib
import hmac
import json
import os
import sys
from urllib.parse import parse_qsl, quote, urlsplit

state = {"file": os.path.expanduser("~/.aws/credentials"), "profile": "default", "hosts": {}}


def digest(data):
    return hashlib.sha256(data).hexdigest()


def mac(key, text):
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


def sign(method, url, body, keys, region, service, now, headers=None):
    """The headers that Signature Version 4 adds."""
    parts = urlsplit(url)
    date, day = now.strftime("%Y%m%dT%H%M%SZ"), now.strftime("%Y%m%d")
    signed = {name.lower(): " ".join(value.split()) for name, value in (headers or {}).items()}
    signed |= {"host": parts.netloc, "x-amz-date": date}
    if service == "s3":
        signed["x-amz-content-sha256"] = digest(body)
    if keys.get("aws_session_token"):
        signed["x-amz-security-token"] = keys["aws_session_token"]
    path = quote(parts.path or "/", safe="/-_.~" if service != "s3" else "/-_.~%")
    pairs = sorted((quote(n, safe="-_.~"), quote(v, safe="-_.~")) for n, v in parse_qsl(parts.query, True))
    names = ";".join(sorted(signed))
    canonical = "\n".join(
        [method, path, "&".join(f"{n}={v}" for n, v in pairs)]
        + [f"{name}:{signed[name]}" for name in sorted(signed)]
        + ["", names, digest(body)]
    )
    scope = f"{day}/{region}/{service}/aws4_request"
    key = ("AWS4" + keys["aws_secret_access_key"]).encode()
    for part in (day, region, service, "aws4_request"):
        key = mac(key, part)
    text = "\n".join(["AWS4-HMAC-SHA256", date, scope, digest(canonical.encode())])
    signature = mac(key, text).hex()
    added = {"X-Amz-Date": date}
    for name in ("X-Amz-Content-Sha256", "X-Amz-Security-Token"):
        if name.lower() in signed:
            added[name] = signed[name.lower()]
    credential = f"{keys['aws_access_key_id']}/{scope}"
    added["Authorization"] = (
        f"AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders={names}, Signature={signature}"
    )
    return added


def place(host):
    """Region and service of a host; none for one that is nobody of AWS."""
    name = host.rsplit(":", 1)[0]
    if host in state["hosts"]:
        return state["hosts"][host]
    if not name.endswith(".amazonaws.com"):
        return None
    labels = name.removesuffix(".amazonaws.com").split(".")
    return (labels[1], labels[0]) if len(labels) > 1 else ("us-east-1", labels[0])


def credentials():
    parser = configparser.ConfigParser()
    parser.read(state["file"])
    if not parser.has_section(state["profile"]):
        raise ValueError(f"{state['file']} has no profile {state['profile']}; sigv4-use FILE names another")
    return dict(parser[state["profile"]])


def hello(params):
    return {"protocol": 1, "features": []}


def manifest(params):
    return {
        "name": "sigv4",
        "version": "1.0.0",
        "summary": "signs requests to AWS (Signature Version 4)",
        "commands": [
            {
                "name": "sigv4-use",
                "summary": "name the file of AWS credentials, and a profile in it",
                "operands": [{"name": "file"}, {"name": "profile", "required": False}],
            },
            {
                "name": "sigv4-host",
                "summary": "sign requests to another host too",
                "operands": [{"name": "host"}, {"name": "region"}, {"name": "service"}],
            },
        ],
        "hooks": ["request"],
        "needs": [],
    }


def run(params):
    given = params["operands"]
    if params["command"] == "sigv4-use":
        state["file"] = os.path.expanduser(given["file"])
        state["profile"] = given.get("profile", "default")
        credentials()
        return {"value": state["file"], "text": f"signing with the profile {state['profile']}"}
    state["hosts"][given["host"]] = (given["region"], given["service"])
    return {"value": given["host"], "text": f"signing requests to {given['host']}"}


def hook(params):
    request = params["request"]
    where = place(urlsplit(request["url"]).netloc)
    if where is None:
        return {"action": "pass"}
    if "body_base64" in request:
        return {"action": "refuse", "message": "a body that is no text cannot be signed yet"}
    try:
        keys = credentials()
    except ValueError as error:
        return {"action": "refuse", "message": str(error)}
    now = datetime.datetime.now(datetime.timezone.utc)
    added = sign(request["method"], request["url"], request.get("body", "").encode(), keys, *where, now)
    request["headers"] = {
        name: value for name, value in request["headers"].items() if name.lower() != "authorization"
    } | added
    return {"action": "replace", "request": request, "notes": ["signed for " + "/".join(where)]}


METHODS = {"hello": hello, "manifest": manifest, "run": run, "hook": hook}


def main():
    for line in sys.stdin:
        message = json.loads(line)
        method, id = message.get("method"), message.get("id")
        if method == "bye":
            break
        if id is None:
            continue
        answer = {"jsonrpc": "2.0", "id": id}
        try:
            answer["result"] = METHODS[method](message.get("params", {}))
        except KeyError as error:
            answer["error"] = {"code": -32601, "message": f"there is no {error}"}
        except Exception as error:
            answer["error"] = {"code": -32000, "message": str(error)}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()

/// What `plugin new` writes: small, and working.
enum PluginSkeleton {
    static func script(_ name: String) -> String {
        """
        plugin \(name) 0.1.0 "says hello, and marks each request"

        # Greets somebody.
        define \(name)-hello who=world
          set greeting = "Hello, {{who}}"
        end

        on request
          change X-\(name):{{request.method}}
        end

        """
    }

    static func test(_ name: String) -> String {
        """
        require \(name)

        step "The command works"
          \(name)-hello you
          expect {{greeting}} == "Hello, you"

        """
    }

    static func process(_ name: String) -> String {
        #"""
        #!/usr/bin/env python3
        """A Keyway plugin: one JSON-RPC 2.0 message a line, on standard input and output."""
        import json
        import sys

        questions = 0


        def send(**message):
            print(json.dumps({"jsonrpc": "2.0", **message}), flush=True)


        def ask(method, **params):
            """Asks Keyway, and waits for its answer."""
            global questions
            questions += 1
            send(id=questions, method=method, params=params)
            for line in sys.stdin:
                message = json.loads(line)
                if "method" not in message and message.get("id") == questions:
                    if "error" in message:
                        raise RuntimeError(message["error"]["message"])
                    return message["result"]


        def hello(params):
            return {"protocol": 1, "features": []}


        def manifest(params):
            return {
                "name": "NAME",
                "version": "0.1.0",
                "summary": "says hello",
                "commands": [
                    {
                        "name": "NAME-hello",
                        "summary": "greets somebody",
                        "operands": [{"name": "who", "summary": "whom", "required": False}],
                    }
                ],
                "hooks": [],
                "needs": [],
            }


        def run(params):
            greeting = "Hello, " + params["operands"].get("who", "world")
            ask("keyway/set", name="greeting", value=greeting)
            return {"value": greeting, "text": greeting}


        METHODS = {"hello": hello, "manifest": manifest, "run": run}

        for line in sys.stdin:
            message = json.loads(line)
            method, id = message.get("method"), message.get("id")
            if method == "bye":
                break
            if id is None:
                continue
            try:
                send(id=id, result=METHODS[method](message.get("params", {})))
            except KeyError:
                send(id=id, error={"code": -32601, "message": f"no method {method}"})
            except Exception as error:
                send(id=id, error={"code": -32000, "message": str(error)})

        """#.replacing("NAME", with: name)
    }
}

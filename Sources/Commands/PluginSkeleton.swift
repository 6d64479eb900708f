internal import Workbench

/// What `plugin new` writes: small, and working.
package enum PluginSkeleton {
    package static func script(_ name: String) -> String {
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

    package static func test(_ name: String) -> String {
        """
        require \(name)

        step "The command works"
          \(name)-hello you
          expect {{greeting}} == "Hello, you"

        """
    }

    package static func process(_ name: String) -> String { (beginning + ending).replacing("NAME", with: name) }

    /// How it speaks with Keyway, which need not be changed.
    private static let beginning = #"""
        #!/usr/bin/env python3
        """A Keyway plugin: one JSON-RPC 2.0 message a line, on standard input and output."""
        import json
        import queue
        import sys
        import threading

        calls = queue.Queue()  # what Keyway wants done
        answers = queue.Queue()  # what it answers to ask()
        cancelled = set()  # the calls for whose answers nobody waits any more
        current = None  # the id of the call that is being worked on
        questions = 0


        class Cancelled(Exception):
            pass


        def send(**message):
            print(json.dumps({"jsonrpc": "2.0", **message}), flush=True)


        def listen():
            """Reads in a thread of its own, so that a cancel is seen while a call is worked on."""
            for line in sys.stdin:
                message = json.loads(line)
                method = message.get("method")
                if method is None:
                    answers.put(message)
                elif method == "cancel":
                    cancelled.add(message["params"]["id"])
                elif method == "bye":
                    break
                else:
                    calls.put(message)
            calls.put(None)
            cancelled.add(current)


        def check():
            """Ends the call if it was cancelled; long work calls this now and then."""
            if current in cancelled:
                raise Cancelled


        def ask(method, **params):
            """Asks Keyway, and waits for its answer."""
            global questions
            questions += 1
            send(id=questions, method=method, params=params)
            while True:
                check()
                try:
                    answer = answers.get(timeout=0.1)
                except queue.Empty:
                    continue
                if answer.get("id") != questions:
                    continue  # of a question that was given up
                if "error" in answer:
                    raise RuntimeError(answer["error"]["message"])
                return answer["result"]


        """#

    private static let ending = #"""

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

        threading.Thread(target=listen, daemon=True).start()
        while (call := calls.get()) is not None:
            method, current = call["method"], call.get("id")
            if current is None:
                continue
            if method not in METHODS:
                send(id=current, error={"code": -32601, "message": f"no method {method}"})
                continue
            try:
                check()
                send(id=current, result=METHODS[method](call.get("params", {})))
            except Cancelled:
                cancelled.discard(current)
                send(id=current, error={"code": 1, "message": "cancelled"})
            except Exception as error:
                send(id=current, error={"code": 1, "message": str(error) or type(error).__name__})

        """#
}

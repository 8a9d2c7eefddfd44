// Runs one of the programs of benches/programs.py on Pyodide's CPython, on the virtual clock of the tests' oracle without its
// recording, and prints the seconds it took: node benches/pyodide.mjs PROGRAM.py
//
// Pyodide is looked for in the folder that AWAITSCOPE_NODE_MODULES names.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const entry = path.join(process.env.AWAITSCOPE_NODE_MODULES, "pyodide", "pyodide.mjs");
const { loadPyodide } = await import(pathToFileURL(entry));
const python = await loadPyodide();
python.globals.set("text", fs.readFileSync(process.argv[2], "utf8"));
console.log(
  python.runPython(`
import asyncio, asyncio.base_events, asyncio.runners, time

class NoSelector:
    """Nothing comes from outside: timers are due when nothing else is ready."""
    def select(self, timeout):
        if timeout:
            loop.clock += timeout
        return []

class Loop(asyncio.base_events.BaseEventLoop):
    clock = 0.0
    def __init__(self):
        super().__init__()
        self._selector = NoSelector()
    def time(self):
        return self.clock
    def _process_events(self, events):
        pass
    def _write_to_self(self):
        pass

def run(main):
    global loop
    loop = Loop()
    return loop.run_until_complete(main)

asyncio.run = run
asyncio._set_running_loop(None)
code = compile(text, "program.py", "exec")
start = time.perf_counter()
exec(code, {"__name__": "__main__"})
time.perf_counter() - start
`),
);

# DAG task runner (graphlib), retries per node, progress via async generator, topological waves, critical path
import asyncio, graphlib, collections, itertools, functools, json, textwrap
from dataclasses import dataclass, field
from enum import Enum, auto
class St(Enum):
    WAIT = auto(); RUN = auto(); OK = auto(); FAIL = auto(); SKIP = auto()
    def __format__(self, spec): return format(self.name.lower(), spec)
@dataclass
class Node:
    name: str; dur: float; deps: tuple = (); fails: int = 0; retries: int = 1
    state: St = St.WAIT; tries: int = 0; at: tuple[float, float] | None = None
    async def run(self, *inputs):
        self.tries += 1; await asyncio.sleep(self.dur)
        if self.tries <= self.fails: raise RuntimeError(f"{self.name} try {self.tries}")
        return f"{self.name}({','.join(inputs)})"
class Runner:
    def __init__(self, *nodes, limit=2): self.nodes = {n.name: n for n in nodes}; self.sem = asyncio.Semaphore(limit); self.results = {}; self.events = asyncio.Queue()
    async def _one(self, n):
        bad = [d for d in n.deps if self.nodes[d].state is not St.OK]
        if bad: n.state = St.SKIP; await self.events.put((n, f"needs {', '.join(bad)}")); return
        async with self.sem:
            t0 = asyncio.get_running_loop().time(); n.state = St.RUN
            for left in reversed(range(n.retries + 1)):
                try: self.results[n.name] = await n.run(*(self.results[d] for d in n.deps)); n.state = St.OK; break
                except RuntimeError as e:
                    if not left: n.state = St.FAIL; e.add_note(f"{n.tries} tries"); self.results[n.name] = e
            n.at = t0, asyncio.get_running_loop().time()
        await self.events.put((n, self.results[n.name]))
    async def __aiter__(self):
        ts = graphlib.TopologicalSorter({n.name: n.deps for n in self.nodes.values()}); ts.prepare(); live = set()
        async with asyncio.TaskGroup() as tg:
            while ts.is_active():
                for name in sorted(ts.get_ready()): live.add(tg.create_task(self._one(self.nodes[name]), name=name))
                n, r = await self.events.get(); ts.done(n.name); yield n, r
async def main():
    r = Runner(Node("fetch", .3), Node("parse", .2, ("fetch",), fails=1), Node("lint", .1, ("fetch",)), Node("build", .5, ("parse", "lint")), Node("test", .2, ("build",), fails=5), Node("docs", .4, ("parse",)), Node("ship", .1, ("test", "docs")))
    async for n, res in aiter(r): print(f"{asyncio.get_running_loop().time():5.2f} {n.name:<6}{n.state:^8}{n.tries} {res}" + "".join(f" [{x}]" for x in getattr(res, "__notes__", ())))
    print(json.dumps({k: [n.state.name, n.at and [round(x, 3) for x in n.at]] for k, n in r.nodes.items()}))
    def longest(name, memo={}):
        if name not in memo: n = r.nodes[name]; memo[name] = max((longest(d) for d in n.deps), default=(0, ()), key=lambda p: p[0]); memo[name] = memo[name][0] + n.dur, (*memo[name][1], name)
        return memo[name]
    print(*(lambda l, p: (f"{l:.1f}", " > ".join(p)))(*longest("ship")))
    waves = collections.defaultdict(list)
    for k in r.nodes: waves[len(longest(k)[1])].append(k)
    print(dict(waves), St.OK, f"{St.OK}", f"{St.OK!r:>20}", St(3), St["RUN"] is St.RUN)
    try: list(graphlib.TopologicalSorter({"a": ["b"], "b": ["a"]}).static_order())
    except graphlib.CycleError as e: print(type(e).__mro__[1].__name__, e.args[1])
    print(textwrap.indent("\n".join(graphlib.TopologicalSorter({1: {2, 3}, 2: {4}, 3: {4}}).static_order().__iter__().__class__.__name__.split("_")), "  "))
asyncio.run(main())

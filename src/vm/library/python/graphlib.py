class CycleError(ValueError):
    pass


class _Node:
    def __init__(self):
        self.waits = 0
        self.after = []
        self.state = "new"


class TopologicalSorter:
    def __init__(self, graph=None):
        self._nodes = {}
        self._ready = None
        self._passed = self._finished = 0
        for node, predecessors in (graph or {}).items():
            self.add(node, *predecessors)

    def _node(self, node):
        if node not in self._nodes:
            self._nodes[node] = _Node()
        return self._nodes[node]

    def add(self, node, *predecessors):
        if self._ready is not None:
            raise ValueError("Nodes cannot be added after a call to prepare()")
        own = self._node(node)
        own.waits += len(predecessors)
        for before in predecessors:
            self._node(before).after.append(node)

    def prepare(self):
        if self._ready is not None and (self._passed or self._finished):
            raise ValueError("cannot prepare() after starting iteration")
        cycle = self._cycle()
        self._ready = [node for node, info in self._nodes.items() if not info.waits]
        if cycle:
            raise CycleError("nodes are in a cycle", cycle)

    def _cycle(self):
        seen = set()
        for start in self._nodes:
            if start in seen:
                continue
            path, places, open_ = [], {}, []
            node = start
            while True:
                if node in seen:
                    if node in places:
                        return path[places[node]:] + [node]
                else:
                    seen.add(node)
                    open_.append(iter(self._nodes[node].after))
                    places[node] = len(path)
                    path.append(node)
                node = None
                while path:
                    try:
                        node = next(open_[-1])
                        break
                    except StopIteration:
                        del places[path.pop()]
                        open_.pop()
                if not path:
                    break
        return None

    def get_ready(self):
        if self._ready is None:
            raise ValueError("prepare() must be called first")
        ready = tuple(self._ready)
        for node in ready:
            self._nodes[node].state = "out"
        self._ready.clear()
        self._passed += len(ready)
        return ready

    def is_active(self):
        if self._ready is None:
            raise ValueError("prepare() must be called first")
        return self._finished < self._passed or bool(self._ready)

    __bool__ = is_active

    def done(self, *nodes):
        if self._ready is None:
            raise ValueError("prepare() must be called first")
        for node in nodes:
            info = self._nodes.get(node)
            if info is None:
                raise ValueError(f"node {node!r} was not added using add()")
            if info.state != "out":
                how = "was already marked done" if info.state == "done" else "was not passed out"
                how += "" if info.state == "done" else " (still not ready)"
                raise ValueError(f"node {node!r} {how}")
            info.state = "done"
            for later in info.after:
                self._nodes[later].waits -= 1
                if not self._nodes[later].waits:
                    self._ready.append(later)
            self._finished += 1

    def static_order(self):
        self.prepare()
        while self.is_active():
            ready = self.get_ready()
            yield from ready
            self.done(*ready)

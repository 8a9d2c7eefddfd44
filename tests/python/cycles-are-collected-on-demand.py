import gc, weakref, asyncio
class N:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def closure():
    x = N("closure")
    def g(): return x, g
closure(); print("a"); gc.collect(); print("b")
class Bus:
    def __init__(self): self.handlers = []; self.handlers.append(self.on)
    def on(self): pass
    def __del__(self): print("bus del")
Bus(); print("c"); gc.collect(); print("d")
class Tree:
    def __init__(self, p=None): self.p, self.kids = p, []; p and p.kids.append(self)
t = Tree(); ks = [Tree(t) for _ in range(3)]; w = [weakref.ref(k) for k in ks]; del ks; print([r() is None for r in w]); keep = t.kids[0]; del t; gc.collect(); print([r() is None for r in w]); keep.p = None; del keep; gc.collect(); print([r() is None for r in w])
class Res:
    def __init__(self): self.me = self
    def __del__(self): global back; back = self; print("res")
Res(); gc.collect(); print(back.me is back); del back; gc.collect(); print("e")
d = {"n": N("in dict")}; d["d"] = d; o = N("holder"); o.d = d; o.o = o; del d, o; gc.collect(); print("f")
live = N("live"); live.me = live; s = {live}; gc.collect(); print("still", live.n); gc.disable(); gc.enable(); print(gc.isenabled())
async def main():
    a, b = N(1), N(2); a.b, b.a = b, a
    async def use(x): await asyncio.sleep(1); print("used", x.n)
    t = asyncio.create_task(use(a)); del a, b; await asyncio.sleep(0); gc.collect(); print("alive"); await t; del t; gc.collect(); print("gone")
asyncio.run(main()); live.me = None; s.clear(); del live; print("end")

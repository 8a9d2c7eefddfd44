import asyncio, sys
# except* in depth
async def f(e, d=0):
    await asyncio.sleep(d)
    if e: raise e
async def main():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(f(ValueError("v"))); tg.create_task(f(TypeError("t"))); tg.create_task(f(OSError("o"), 1))
    except* (ValueError, TypeError) as eg:
        print("first", [repr(e) for e in eg.exceptions])
    except* OSError: print("os")
    try:
        try:
            async with asyncio.TaskGroup() as tg:
                tg.create_task(f(ValueError("v"))); tg.create_task(f(KeyError("k")))
        except* ValueError as eg: raise RuntimeError("from v") from eg
        except* KeyError as eg: raise
    except BaseException as e:
        print(repr(e), [repr(x) for x in e.exceptions])
    def g(*excs): raise ExceptionGroup("g", list(excs))
    for excs in ([ValueError(1)], [ValueError(1), ExceptionGroup("in", [ValueError(2), KeyError(3)])], [KeyError(1)]):
        try:
            try: g(*excs)
            except* ValueError as eg: print("caught", eg, eg.exceptions)
            else: print("else")
            finally: print("finally")
        except ExceptionGroup as rest: print("rest", rest, rest.exceptions)
    try:
        try: raise ValueError("naked")
        except* ValueError as eg: print(type(eg), eg.exceptions, repr(eg))
    finally: pass
    try:
        try: raise ValueError("x")
        except* TypeError: print("no")
    except ValueError as e: print("still naked", repr(e))
    try:
        try: g(ValueError(1))
        except* ExceptionGroup: pass
    except TypeError as e: print(e)
    for bad in (lambda: ExceptionGroup("x", []), lambda: ExceptionGroup("x", [1]), lambda: ExceptionGroup("x", [KeyboardInterrupt()]), lambda: ExceptionGroup(1, [ValueError()]), lambda: ExceptionGroup("x"), lambda: ExceptionGroup("x", 5)):
        try: bad()
        except (ValueError, TypeError) as e: print(type(e).__name__, e)
    print(repr(BaseExceptionGroup("b", [ValueError(1)])), repr(BaseExceptionGroup("b", [KeyboardInterrupt()])))
    class MyEG(ExceptionGroup):
        def __new__(cls, msg, excs, code): self = super().__new__(cls, msg, excs); self.code = code; return self
        def derive(self, excs): return MyEG(self.message, excs, self.code)
    e = MyEG("my", [ValueError(1), TypeError(2)], 42)
    m, r = e.split(ValueError); print(repr(m), m.code, repr(r), r.code, m.message)
    try: raise e
    except* TypeError as t: print(t.code, repr(t))
    except* ValueError as v: print(v.code)
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(f(None, 5)); tg.create_task(f(SystemExit(3), .1)) if 0 else None
            tg.create_task(f(ValueError("early")))
            try: await asyncio.sleep(1)
            except asyncio.CancelledError: print("body cancelled"); raise KeyError("body")
    except* KeyError as k: print("K", k.exceptions)
    except* ValueError as v: print("V", v.exceptions)
    async def nested():
        async with asyncio.TaskGroup() as o:
            o.create_task(f(None, 3))
            async with asyncio.TaskGroup() as i:
                i.create_task(f(ZeroDivisionError("in"), .5))
                i.create_task(f(None, 2))
    try: await nested()
    except* ZeroDivisionError as z: print(z, z.exceptions, z.exceptions[0].exceptions if hasattr(z.exceptions[0], "exceptions") else None)
    async with asyncio.TaskGroup() as tg: pass
    try: tg.create_task(x := f(None))
    except RuntimeError as e: print(e); x.close()
    try:
        async with tg: pass
    except RuntimeError as e: print(e)
    def walk(e, d=0):
        print("  " * d + repr(e)) if not isinstance(e, BaseExceptionGroup) else print("  " * d + e.message)
        for x in getattr(e, "exceptions", ()): walk(x, d + 1)
    walk(ExceptionGroup("a", [ValueError(1), ExceptionGroup("b", [KeyError(2), ExceptionGroup("c", [OSError(3)])])]))
    for i in [1]:
        try: g(ValueError(i))
        except* ValueError as e:
            def inner(): return [repr(x) for x in e.exceptions]
            print(inner())
    try: e
    except NameError as n: print(n)
    try:
        try: g(ValueError("a"), ValueError("b"), TypeError("c"))
        except* ValueError as e: raise e.exceptions[0]
    except ExceptionGroup as e: print([repr(x) for x in e.exceptions], repr(e.__context__))
asyncio.run(main())

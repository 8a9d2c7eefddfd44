import asyncio, logging, io, sys
buf = io.StringIO()
root = logging.getLogger(); root.setLevel(logging.INFO)
h = logging.StreamHandler(buf); h.setFormatter(logging.Formatter("{levelname:>8} {name}: {message}", style="{")); root.addHandler(h)
class Ctx(logging.Filter):
    def filter(self, r): r.ctx = asyncio.current_task().get_name() if running() else "-"; return "secret" not in r.getMessage()
def running():
    try: asyncio.get_running_loop(); return True
    except RuntimeError: return False
h2 = logging.StreamHandler(buf); h2.setFormatter(logging.Formatter("%(ctx)s %(module)s %(message)s %(taskName)s")); h2.addFilter(Ctx())
log = logging.getLogger("app.db"); log.addHandler(h2)
class Adapter(logging.LoggerAdapter):
    def process(self, msg, kw): return f"[{self.extra['id']}] {msg}", kw
async def job(n):
    a = Adapter(log, {"id": n})
    a.info("start %s", n); await asyncio.sleep(.1)
    try: 1 / 0
    except ZeroDivisionError: a.warning("oops", exc_info=False)
    a.debug("hidden"); a.error("secret %d", n)
async def main():
    await asyncio.gather(*(job(i) for i in range(2)))
    logging.getLogger("app").propagate = False; log.info("to h2 only"); logging.getLogger("app").propagate = True
    log.setLevel(logging.ERROR); log.warning("no"); log.critical("yes"); print(log.level, log.getEffectiveLevel(), log.hasHandlers(), log.name, log.parent.name)
    logging.disable(logging.ERROR); log.error("disabled"); logging.disable(logging.NOTSET)
    print(logging.getLevelName(30), logging.getLevelName("INFO"), logging.getLogger("app.db") is log, logging.getLevelNamesMapping()["WARN"])
    try: log.setLevel("LOUD")
    except ValueError as e: print(e)
    r = logging.LogRecord("n", 20, "p.py", 3, "m %s", ("a",), None); print(r.getMessage(), r, r.levelname, r.lineno)
    try: log.error("bad %d", "x")
    except Exception as e: print("raised", e)
asyncio.run(main())
print(buf.getvalue())
print("to err", file=sys.stderr); sys.stdout.write("written\n") if 0 else None
import contextlib
with contextlib.redirect_stdout(io.StringIO()) as o: o.write("x")
print(o.getvalue(), io.StringIO("a\nb").readlines(), io.BytesIO(b"ab").read(1))

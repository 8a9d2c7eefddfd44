import logging


class Printing(logging.Handler):
    def emit(self, record):
        print(f"{record.levelname}|{record.name}|{record.getMessage()}|{record.levelno}|{record.funcName}|{record.lineno}")


root = logging.getLogger()
root.addHandler(Printing())
root.setLevel(logging.INFO)
log = logging.getLogger("app.db")
log.debug("hidden")
log.info("shown %s %d", "x", 5)
log.warning("dict %(a)s", {"a": 1})
logging.error("root %r", "q")
log.setLevel(logging.DEBUG)
log.debug("now shown")
print(log.level, log.getEffectiveLevel(), log.isEnabledFor(logging.DEBUG), log.name, log.parent.name, logging.getLogger("app.db") is log, logging.getLevelName(30), log)
child = logging.getLogger("app.db.child")
child.critical("from child")
child.propagate = False
child.info("nowhere")


def inside():
    try:
        1 / 0
    except ZeroDivisionError:
        log.exception("failed %s", "here")


inside()


class Formatted(logging.Handler):
    def emit(self, record):
        print(self.format(record))


handler = Formatted()
handler.setFormatter(logging.Formatter("%(levelname)-8s [%(name)s] %(message)s"))
other = logging.getLogger("other")
other.propagate = False
other.addHandler(handler)
other.info("formatted %s", [1])
handler.setLevel(logging.ERROR)
other.warning("filtered")
other.error("passes")
other.log(logging.CRITICAL, "by level")
other.addFilter(lambda record: "secret" not in record.getMessage())
other.error("a secret")
other.error("no s")
handler.setFormatter(logging.Formatter("{levelname}:{message}", style="{"))
other.error("braces")
other.removeHandler(handler)
print(other.hasHandlers(), other.handlers)
logging.disable(logging.CRITICAL)
log.critical("disabled")
logging.disable(logging.NOTSET)
log.info("enabled %s", "again", extra={"key": 1})
try:
    log.setLevel("NOPE")
except ValueError as error:
    print(error)
log.setLevel("WARNING")
print(log.level, logging.INFO, logging.DEBUG)

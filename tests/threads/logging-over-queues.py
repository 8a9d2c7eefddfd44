# Records that go over a queue to handlers of a thread's, and handlers that keep records.
import asyncio
import io
import logging
import logging.config
import logging.handlers
import queue


def shown(stream):
    for line in stream.getvalue().splitlines():
        print("   ", line)


async def works(logger, n):
    logger.info("task %d begins", n)
    await asyncio.sleep(0.1 * n)
    try:
        1 / n
    except ZeroDivisionError:
        logger.exception("task %d fails", n)


async def main(logger):
    await asyncio.gather(*(works(logger, n) for n in range(2)))


stream = io.StringIO()
handler = logging.StreamHandler(stream)
handler.setFormatter(logging.Formatter("%(levelname)-8s %(taskName)s %(message)s"))
errors = io.StringIO()
only_errors = logging.StreamHandler(errors)
only_errors.setLevel(logging.ERROR)
records = queue.SimpleQueue()
logger = logging.getLogger("app")
logger.setLevel(logging.DEBUG)
logger.propagate = False
logger.addHandler(to_queue := logging.handlers.QueueHandler(records))
listener = logging.handlers.QueueListener(records, handler, only_errors, respect_handler_level=True)
with listener:
    try:
        listener.start()
    except RuntimeError as error:
        print(error)
    asyncio.run(main(logger))
listener.stop()
print([line for line in stream.getvalue().splitlines() if line[0].isupper()])
print(errors.getvalue().splitlines()[0], errors.getvalue().splitlines()[-1])
logger.removeHandler(to_queue)

kept = logging.handlers.MemoryHandler(3, target=logging.StreamHandler(stream := io.StringIO()))
logger.addHandler(kept)
for n in range(2):
    logger.info("kept %d", n)
print(len(kept.buffer), repr(stream.getvalue()))
logger.error("all of it")
print(len(kept.buffer), stream.getvalue().splitlines())
logger.info("at the end")
kept.close()
print(stream.getvalue().splitlines()[-1])
logger.removeHandler(kept)


class Counts(logging.handlers.BufferingHandler):
    def flush(self):
        print("flushed", len(self.buffer))
        super().flush()


logger.addHandler(counts := Counts(2))
for n in range(5):
    logger.warning(n)
logger.removeHandler(counts)
del counts

def made():
    return logging.StreamHandler(io.StringIO())


# The names of handlers, formats with placeholders of one's own, records of one's own class.
logging.config.dictConfig(
    {
        "version": 1,
        "formatters": {"own": {"format": "{where}: {message}", "style": "{", "defaults": {"where": "here"}}},
        "handlers": {
            "memory": {"class": "logging.handlers.MemoryHandler", "capacity": 10},
            "plain": {"()": "__main__.made", "formatter": "own"},
        },
        "loggers": {"named": {"level": "INFO", "handlers": ["memory", "plain"], "propagate": False}},
    }
)
plain = logging.getHandlerByName("plain")
print(sorted(logging.getHandlerNames()), plain.name, type(logging.getHandlerByName("memory")).__name__)
logging.getLogger("named").info("one")
logging.getLogger("named").info("two", extra={"where": "there"})
shown(plain.stream)
plain.close()
print(logging.getHandlerByName("plain"))

for style, form in (("%", "%(missing)s"), ("{", "{missing}"), ("$", "${missing}")):
    try:
        logging.Formatter(form, style=style).format(logging.makeLogRecord({"msg": "x"}))
    except ValueError as error:
        print(error)
for style, form in (("%", "plain"), ("{", "{name!z}"), ("{", "{name-thing}"), ("{", "{name:~^q}"), ("$", "$ {x}"), ("$", "x")):
    try:
        logging.Formatter(form, style=style)
    except ValueError as error:
        print(error)
formatter = logging.Formatter("%(message)s")
formatter._style._fmt = "<%(message)s>"
print(formatter.format(logging.makeLogRecord({"msg": "changed"})), type(formatter._style).__name__)
print(logging.BufferingFormatter(formatter).format([logging.makeLogRecord({"msg": n}) for n in "ab"]))


class Record(logging.LogRecord):
    def getMessage(self):
        return super().getMessage().upper()


before = logging.getLogRecordFactory()
logging.setLogRecordFactory(Record)
logger.addHandler(handler := logging.StreamHandler(stream := io.StringIO()))
adapter = logging.LoggerAdapter(logger, {"user": "me"})
handler.setFormatter(logging.Formatter("%(user)s %(message)s"))
adapter.info("by an adapter")
logging.setLogRecordFactory(before)
print(stream.getvalue(), adapter.name, adapter.hasHandlers(), adapter)
try:
    logging.basicConfig(force=True, wrong=1)
except ValueError as error:
    print(error)
print(logging.getLevelName("FATAL"), logging.getLevelName(50), logging.getLevelName(7))
print({child.name for child in logging.getLogger().getChildren()} & {"app", "named", "app.sub"})

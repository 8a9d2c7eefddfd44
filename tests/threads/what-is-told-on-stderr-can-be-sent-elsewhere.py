# What the library tells on sys.stderr goes to what a program has put in its place.
import contextlib
import io
import logging
import sys
import threading
import traceback
import warnings


def told(what):
    text = io.StringIO()
    with contextlib.redirect_stderr(text):
        what()
    return text.getvalue().splitlines()


def fails():
    try:
        1 / 0
    except ZeroDivisionError:
        traceback.print_exc()


def in_a_thread():
    thread = threading.Thread(target=lambda: 1 / 0, name="worker")
    thread.start()
    thread.join()


def by_a_handler():
    logger = logging.getLogger("own")
    logger.addHandler(handler := logging.StreamHandler())
    handler.setFormatter(logging.Formatter("%(name)s: %(message)s"))
    logger.propagate = False
    logger.error("handled")
    logger.removeHandler(handler)
    print(handler.stream is sys.stderr)


print(told(fails)[0], told(fails)[-1])
print(told(lambda: warnings.warn("old", DeprecationWarning))[-1:])
print(told(lambda: warnings.warn("careful"))[-1])
print(told(lambda: logging.getLogger("plain").warning("last resort")))
print(told(in_a_thread)[0])
print(told(by_a_handler))
print(logging.StreamHandler().stream is sys.stderr, logging.lastResort.stream is sys.stderr)

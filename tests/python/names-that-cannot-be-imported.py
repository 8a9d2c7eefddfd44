mods = "abc argparse ast asyncio asyncio.graph base64 bisect builtins calendar collections collections.abc concurrent concurrent.futures contextlib contextvars copy csv dataclasses datetime decimal difflib enum errno fractions functools gc graphlib hashlib heapq hmac html inspect io itertools json keyword logging math numbers operator os pathlib platform pprint queue random re sched secrets shlex signal statistics string struct sys textwrap threading time timeit traceback types typing unittest unittest.mock urllib.parse uuid warnings weakref http atexit binascii fnmatch logging.config string.templatelib annotationlib".split()
for m in mods:
    try:
        exec(f"from {m} import nothing_like_it")
    except ImportError as e:
        print(e, e.name, e.path)
import asyncio, time, json
for m in (asyncio, time, json):
    print(getattr(m, "__file__", None))

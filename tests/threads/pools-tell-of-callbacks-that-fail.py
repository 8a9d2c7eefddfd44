import contextlib, io, re
from concurrent.futures import Future, ThreadPoolExecutor
# done callbacks of pools' futures that fail are logged, where stderr is redirected there, and the others are called all the same
def called(future): print("called", future.result(), future.done())
def fails(future): raise KeyError(future.result())
told = io.StringIO()
with contextlib.redirect_stderr(told), ThreadPoolExecutor(1) as pool:
    future = pool.submit(str, 12); future.result()
    for callback in (fails, called, lambda future: 1 / 0): future.add_done_callback(callback)
    own = Future(); own.add_done_callback(fails); own.add_done_callback(called); own.set_running_or_notify_cancel(); own.set_result("own")
for line in re.sub("0x[0-9a-f]+", "ADDRESS", told.getvalue()).splitlines():
    if not line.startswith(" "): print(line)

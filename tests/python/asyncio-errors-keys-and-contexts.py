import asyncio
# what a handler is told of, under which keys and in which context
who = __import__("contextvars").ContextVar("who", default="nobody")
def handler(loop, context):
    print(list(context), context["message"].split(" at ")[0].split(" <")[0], repr(context.get("exception")), who.get())
async def fail(): who.set("failing"); await asyncio.sleep(.1); raise ValueError("no")
async def agen():
    try: yield 1
    finally: raise KeyError("closing")
async def stubborn():
    try: await asyncio.sleep(10)
    finally: raise RuntimeError("in cleanup")
class Loop(type(asyncio.new_event_loop())):
    def default_exception_handler(self, context): print("default", list(context), context["message"], type(context["exception"]).__name__)
async def main():
    loop = asyncio.get_running_loop(); loop.set_exception_handler(handler); who.set("main")
    loop.call_soon(lambda: 1 / 0); await asyncio.sleep(0)
    lost = asyncio.create_task(fail()); await asyncio.sleep(.2); del lost
    other = asyncio.create_task(stubborn()); await asyncio.sleep(0); who.set("later")
    loop.call_exception_handler({"message": "of another", "task": other}); loop.call_exception_handler({"message": "of nobody", "task": None, "future": other})
    loop.call_exception_handler({"message": "of a timer", "handle": loop.call_later(5, print)}); loop.call_exception_handler({"message": "plain", "more": 1})
    loop.call_exception_handler({"message": "of itself", "task": asyncio.current_task()})  # its context is entered: the default handler is told
    global kept; kept = agen(); await anext(kept)
for debug in (False, True): print("debug", debug); asyncio.run(main(), debug=debug, loop_factory=Loop)

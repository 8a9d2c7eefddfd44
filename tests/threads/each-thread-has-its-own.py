"""The loop that is set, the context and the turn of a loop are each thread's own; the program's end waits for pools."""
import asyncio
import contextvars
import threading
import time
from concurrent.futures import ThreadPoolExecutor

var = contextvars.ContextVar("var", default="nothing")


def no_loop(where):
    try:
        asyncio.get_event_loop()
        print("a loop", where)
    except RuntimeError as error:
        print(error)


def sets_a_loop(has_set, go_on):
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    has_set.set()
    go_on.wait()
    print("still set:", asyncio.get_event_loop() is loop)
    loop.close()


has_set, go_on = threading.Event(), threading.Event()
thread = threading.Thread(target=sets_a_loop, args=(has_set, go_on))
thread.start()
has_set.wait()
no_loop("of the thread's")
mine = asyncio.new_event_loop()
asyncio.set_event_loop(mine)
go_on.set()
thread.join()
print("mine:", asyncio.get_event_loop() is mine)
thread = threading.Thread(target=no_loop, args=("of main's",), name="without")
thread.start()
thread.join()
mine.close()
asyncio.set_event_loop(None)

# Who gives something to a loop gives its context, too.
var.set("main")
loop = asyncio.new_event_loop()
background = threading.Thread(target=loop.run_forever)
background.start()


async def tells(what):
    print(what, var.get())


def gives():
    var.set("thread")
    asyncio.run_coroutine_threadsafe(tells("coroutine"), loop).result()
    called = threading.Event()
    loop.call_soon_threadsafe(lambda: (print("callback", var.get()), called.set()))
    called.wait()


asyncio.run_coroutine_threadsafe(tells("coroutine"), loop).result()
thread = threading.Thread(target=gives)
thread.start()
thread.join()
loop.call_soon_threadsafe(loop.stop)
background.join()
loop.close()

# Loops that never wait do not keep others from going round.
is_over = False


async def spins():
    while not is_over:
        await asyncio.sleep(0)
    print("the loop in the thread goes round no more")


async def main():
    global is_over
    for _ in range(5):
        await asyncio.sleep(0)
    is_over = True


thread = threading.Thread(target=lambda: asyncio.run(spins()))
thread.start()
asyncio.run(main())
thread.join()


# Nor do threads that give way to others.
def polls():
    while not is_over:
        time.sleep(0)
    print("the thread polls no more")


is_over = False
thread = threading.Thread(target=polls)
thread.start()
for _ in range(5):
    time.sleep(0)
is_over = True
thread.join()

pool = ThreadPoolExecutor(1)


def job(number):
    time.sleep(0.1)
    print("job", number)


pool.submit(job, 1)
pool.submit(job, 2)
print("end")

# What locks, conditions, semaphores, events and threads say of themselves, and what they refuse.
import contextvars
import re
import threading


def shown(value):
    print(re.sub("0x[0-9a-f]+", "0x..", re.sub(r"owner=[1-9]\d*", "owner=..", repr(value))))


def refused(call, *args, **kwargs):
    try:
        print("allowed", call(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


lock, again = threading.Lock(), threading.RLock()
shown(lock)
shown(again)
with lock, again, again:
    shown(lock)
    shown(again)
    print(again._is_owned(), again._recursion_count(), lock.locked(), again.locked())
refused(lock.release)
refused(again.release)
refused(lock.acquire, False, 1)
refused(lock.acquire, True, -2)
refused(lock.acquire, timeout=float("nan"))
refused(again.acquire, timeout=1e12)
refused(type, "Own", (threading.Lock,), {})

condition = threading.Condition()
shown(condition)
shown(threading.Condition(threading.Lock()))
refused(condition.wait)
refused(condition.notify)
with condition:
    print(condition.locked(), condition.wait(0), condition.wait_for(lambda: False, 0.1))
print(condition.locked())

semaphore, bounded = threading.Semaphore(2), threading.BoundedSemaphore(2)
with semaphore, bounded:
    shown(semaphore)
    shown(bounded)
refused(semaphore.acquire, False, 1)
refused(semaphore.release, 0)
refused(bounded.release)

event = threading.Event()
refused(event.wait, float("nan"))
event.set()
shown(event)
shown(threading.Barrier(2))


class NoInit(threading.Thread):
    def __init__(self):
        pass


refused(NoInit().start)
refused(repr, NoInit())
refused(lambda: NoInit().name)
thread = threading.Thread(target=event.wait, name=7)
print(repr(thread.name), thread.daemon, thread.ident)
thread.start()
thread.join()
refused(setattr, thread, "daemon", True)
print(hasattr(thread, "_target"), threading.ThreadError)


def heir():
    print(threading.Thread().daemon)


daemon = threading.Thread(target=heir, daemon=True)
daemon.start()
daemon.join()

place = contextvars.ContextVar("place", default="nowhere")
own = contextvars.copy_context()
own.run(place.set, "own")
for context in (None, own):
    thread = threading.Thread(target=lambda: print(place.get()), context=context)
    thread.start()
    thread.join()


# A condition takes back all of a lock that its thread has taken more than once.
def notifies():
    with condition:
        condition.notify_all()


with condition:
    with condition:
        thread = threading.Thread(target=notifies)
        thread.start()
        print(condition.wait(5), condition._lock._recursion_count())
thread.join()

# Somebody who is woken in vain waits no longer in all.
import time


def wakes_in_vain():
    for _ in range(3):
        time.sleep(0.2)
        notifies()


thread = threading.Thread(target=wakes_in_vain)
began = time.monotonic()
thread.start()
with condition:
    print(condition.wait_for(lambda: False, 0.5), round(time.monotonic() - began, 1))
thread.join()

hooked = []
before, threading.excepthook = threading.excepthook, lambda args: hooked.append((args.exc_type, args.thread.name))
for kind in (ValueError, SystemExit):
    thread = threading.Thread(target=lambda: (_ for _ in ()).throw(kind()), name=kind.__name__)
    thread.start()
    thread.join()
threading.excepthook = before
print(hooked)

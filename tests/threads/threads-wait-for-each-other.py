# Threads without loops: workers, heartbeats, pollers, conditions, locks, barriers.
import queue
import threading
import time

items = queue.Queue()
stop = threading.Event()


def worker():
    while True:
        item = items.get()
        if item is None:
            break
        time.sleep(0.05)
        print("did", item)
        items.task_done()


def heart():
    while not stop.wait(0.1):
        print("beat")


threads = [threading.Thread(target=worker), threading.Thread(target=heart)]
for thread in threads:
    thread.start()
for i in range(3):
    items.put(i)
    time.sleep(0.07)
items.join()
print("all done")
items.put(None)
threads[0].join()
stop.set()
threads[1].join()

flag = False


def poller():
    n = 0
    while not flag:
        time.sleep(0.1)
        n += 1
    print("polled", n)


thread = threading.Thread(target=poller)
thread.start()
time.sleep(0.35)
flag = True
thread.join()

condition, found = threading.Condition(), []


def consumer(name):
    with condition:
        while not found:
            condition.wait()
        print(name, "got", found.pop(0))


threads = [threading.Thread(target=consumer, args=(name,)) for name in "ab"]
for thread in threads:
    thread.start()
with condition:
    found.append(1)
    condition.notify()
time.sleep(0.1)
with condition:
    found.append(2)
    condition.notify_all()
for thread in threads:
    thread.join()

lock = threading.Lock()


def locker():
    with lock:
        print("has it")


lock.acquire()
thread = threading.Thread(target=locker)
thread.start()
time.sleep(0.1)
print("gives it", lock.locked(), lock.acquire(blocking=False), lock.acquire(timeout=0.05))
lock.release()
thread.join()

barrier = threading.Barrier(3)


def meets(n):
    time.sleep(n / 10)
    print("arrives", n)
    barrier.wait()


threads = [threading.Thread(target=meets, args=(n,)) for n in (1, 2)]
for thread in threads:
    thread.start()
print("main arrives")
barrier.wait()
for thread in threads:
    thread.join()
timer = threading.Timer(0.1, print, ["timer"])
timer.start()
later = threading.Timer(0.2, print, ["never"])
later.start()
time.sleep(0.15)
later.cancel()
print("end")

# What a queue.Queue lets programs look at and build on.
import queue
import threading


def refused(call, *args, **kwargs):
    try:
        print("allowed", call(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


items = queue.Queue(2)
items.put(1)
items.put(2)
refused(items.put, 3, timeout=-1)
refused(items.put, 3, block=False, timeout=-1)
refused(queue.Queue().put, 3, timeout=-1)
with items.mutex:
    print(list(items.queue), items.unfinished_tasks)
    items.queue.clear()
    items.all_tasks_done.notify_all()
    items.unfinished_tasks = 0
refused(items.get, timeout=-1)
items.join()
items.put(3)
print(items.get(), items.empty())
items.task_done()
refused(items.task_done)


class Fails(queue.Queue):
    fails = False

    def _put(self, item):
        if self.fails:
            raise RuntimeError("no room")
        super()._put(item)

    def _get(self):
        if self.fails:
            raise RuntimeError("nothing here")
        return super()._get()


own = Fails(3)
own.put("a")
own.fails = True
refused(own.put, "b")
refused(own.get)
own.fails = False
print(own.qsize(), own.get(), own.unfinished_tasks)

simple = queue.SimpleQueue()
print(isinstance(simple, queue.Queue), hasattr(simple, "join"), type(simple).__module__, queue.Queue[int])
simple.put("x", block=False, timeout=-1)
print(simple.qsize(), simple.get(), simple.empty())
refused(simple.get, block=False, timeout=-1)
refused(simple.get, timeout=-1)

given = queue.Queue()
thread = threading.Thread(target=lambda: [given.get() for _ in range(3)] and [given.task_done() for _ in range(3)])
thread.start()
for n in range(3):
    given.put(n)
given.join()
thread.join()
given.put("left")
given.shutdown(immediate=True)
print(given.unfinished_tasks, given.is_shutdown)
refused(given.get)

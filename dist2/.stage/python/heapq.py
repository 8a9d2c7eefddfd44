def merge(*iterables, key=None, reverse=False):
    heap = []
    pop = heappop_max if reverse else heappop
    replace = heapreplace_max if reverse else heapreplace
    turn = -1 if reverse else 1
    for number, iterator in enumerate(map(iter, iterables)):
        for value in iterator:
            heap.append([value if key is None else key(value), number * turn, value, iterator])
            break
    (heapify_max if reverse else heapify)(heap)
    while len(heap) > 1:
        entry = heap[0]
        yield entry[2]
        for value in entry[3]:
            entry[0] = value if key is None else key(value)
            entry[2] = value
            replace(heap, entry)
            break
        else:
            pop(heap)
    if heap:
        yield heap[0][2]
        yield from heap[0][3]


def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[:max(n, 0)]


def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[:max(n, 0)]

# `__index__` of a slice's parts may change what is sliced: the length is asked afterwards.
class Bound:
    def __init__(self, number, then):
        self.number, self.then = number, then

    def __index__(self):
        self.then()
        return self.number


for change in ("clear", "pop", "grow"):
    def fresh():
        items = list(range(6))
        then = {"clear": items.clear, "pop": items.pop, "grow": lambda: items.extend("xy")}[change]
        return items, Bound(2, then)

    items, bound = fresh()
    print(change, items[::bound], items[bound:], items[:bound], items)
    items, bound = fresh()
    del items[bound:5]
    print(items)
    items, bound = fresh()
    del items[::bound]
    print(items)
    items, bound = fresh()
    items[bound:4] = "ab"
    print(items)
    items, bound = fresh()
    try:
        items[::bound] = [1, 2, 3]
    except ValueError as error:
        print(error)
    print(items)

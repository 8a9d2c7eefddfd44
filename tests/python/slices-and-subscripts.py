letters = list("abcdefgh")
for s in (slice(2), slice(2, 5), slice(None, None, 2), slice(None, None, -1), slice(-3, None), slice(None, -3), slice(5, 2), slice(5, 2, -1),
          slice(-100, 100), slice(100, -100, -3), slice(1, 7, 3), slice(7, None, -2), slice(0, 0), slice(None, 3, -1)):
    print(s, "".join(letters[s]), "abcdefgh"[s], tuple(letters)[s] == tuple(letters[s]), list(range(8)[s]), s.indices(8), b"abcdefgh"[s])
x = list(range(10))
x[2:5] = [20, 30]
print(x)
x[::3] = ["a", "b", "c"]
print(x)
x[1:1] = "xyz"
print(x)
x[len(x):] = [99]
del x[::2]
print(x)
x[:] = []
print(x)
x = [1, 2, 3]
x[-1] = 30
x[5:10] = [4, 5]
print(x, x[-2], x[True])
for bad in (lambda: x[10], lambda: x[-10], lambda: x["a"], lambda: x[1.0], lambda: x[None], lambda: x.__setitem__(slice(None, None, 2), [1]),
            lambda: x.__setitem__(10, 1), lambda: x[::0], lambda: (1, 2)[5], lambda: range(3)[7], lambda: x.__setitem__(slice(0, 1), 5),
            lambda: 5[0], lambda: None[0], lambda: {1: 2}[3], lambda: {}["k"], lambda: len[0], lambda: x.__delitem__(9)):
    try:
        print(bad())
    except (IndexError, TypeError, ValueError, KeyError) as error:
        print(type(error).__name__, error)


class Show:
    def __getitem__(self, key):
        return key


s = Show()
print(s[1], s[1:2], s[1:2:3], s[:, 1], s[::], s[...], s[1, 2], s[:5, ::2], s[()], s["a"], s[*[1, 2]])
grid = [[0] * 3 for _ in range(2)]
grid[1][2] = 5
print(grid, [[0] * 2] * 2)
shared = [[]] * 3
shared[0].append(1)
print(shared)
nested = {"a": [{"b": (1, 2)}]}
print(nested["a"][0]["b"][-1])
print("hello"[1], "hello"[-1], "hello"[1:-1], "hello"[::-1], "hi"[5:], ""[:1] == "")
print(slice(1, 2) == slice(1, 2), slice(1, 2).start, slice(None).stop, slice(1, 2, 3).step)

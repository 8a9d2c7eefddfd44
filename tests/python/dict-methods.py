d = {"a": 1, "b": 2}
d["c"] = 3
print(d, d["a"], d.get("z"), d.get("z", 0), "a" in d, "z" not in d, len(d), list(d), list(d.values()), list(d.items()))
print(d.pop("a"), d.pop("zz", "default"), d.setdefault("b", 9), d.setdefault("n", []), d)
d["n"].append(1)
d.update({"x": 1}, y=2)
d.update([("k", "v")])
print(d, d.popitem(), d.copy() == d)
del d["b"]
print(d, dict(a=1), dict([("p", 1)]), dict({"q": 1}, r=2), dict(zip("ab", range(2))), dict.fromkeys("ab"), dict.fromkeys([1, 2], 0))
print({"a": 1} | {"b": 2, "a": 3}, {"a": 1} == {"a": 1.0}, {"a": 1, "b": 2} == {"b": 2, "a": 1}, {1: "int", "1": "str", 1.5: "float", (1, 2): "tuple", None: "none", True: "bool"})
d |= {"z": 26}
print(d)
d.clear()
print(d, bool(d))
for bad in (lambda: {}["missing"], lambda: {}.pop("x"), lambda: {}.popitem(), lambda: {[]: 1}, lambda: {}[{}], lambda: dict(5), lambda: dict([1]), lambda: dict(["abc"]),
            lambda: {} < {}, lambda: {}.nope, lambda: {1: 2}.update(5), lambda: {} + {}, lambda: {}.get(), lambda: {1: 1}[(1, [])], lambda: dict([(1, 2, 3)])):
    try:
        print(bad())
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        print(type(error).__name__, error)
d = {"one": 1, "two": 2, "three": 3}
for key in d:
    print(key, end=" ")
for key, value in d.items():
    print(f"{key}={value}", end=";")
print()
print(max(d, key=d.get), sorted(d), sorted(d.items(), key=lambda kv: -kv[1]), sum(d.values()), {v: k for k, v in d.items()}, list(reversed(d)))
print(d.keys(), d.values(), d.items(), d.keys() & {"one", "zzz"}, sorted(d.keys() | {"q"}), d.keys() - {"one", "two"}, ("one", 1) in d.items(), 3 in d.values(), len(d.keys()))
keys = d.keys()
d["four"] = 4
print(keys, d.keys() == {"one", "two", "three", "four"}, d.keys() >= {"one"})
for key in list(d):
    if d[key] % 2:
        del d[key]
print(d)
d["two"] = "again"
d["new"] = 1
del d["two"]
d["two"] = "last"
print(d)
try:
    for key in d:
        del d[key]
except RuntimeError as error:
    print(error)
nested = {"x": {"y": {"z": [1, {"w": 2}]}}}
print(nested["x"]["y"]["z"][1]["w"], nested)
recursive = {}
recursive["self"] = recursive
print(recursive)
counts = {}
for ch in "mississippi":
    counts[ch] = counts.get(ch, 0) + 1
print(counts)
groups = {}
for word in ["apple", "avocado", "bean", "cherry", "corn"]:
    groups.setdefault(word[0], []).append(word)
print(groups)
print({1: "a", 1.0: "b", True: "c"}, {0: "zero", False: "false"}, {"a": 1, **{"b": 2}}, hash(1) == hash(True))


class Key:
    def __init__(self, v):
        self.v = v

    def __hash__(self):
        print("hash", self.v)
        return self.v % 2

    def __eq__(self, other):
        print("eq", self.v, other.v)
        return self.v == other.v


k = {Key(1): "one"}
k[Key(3)] = "three"
print(k[Key(3)], Key(5) in k, len(k))
print(next(iter(d)), d.__contains__("new"), isinstance({}, dict), type({}.keys()).__name__, type({}.items()).__name__)
print(dict(sorted({"b": 1, "a": 2}.items())), {i: i * i for i in range(4)}, dict(enumerate("ab")), {**dict(a=1)}, dict(a=1) is not dict(a=1))
big = {i: str(i) for i in range(1000)}
for i in range(0, 1000, 2):
    del big[i]
print(len(big), list(big)[:3], big[999], 500 in big, list(big.items())[-1])

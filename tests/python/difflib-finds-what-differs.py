import difflib
from difflib import SequenceMatcher, get_close_matches, unified_diff, ndiff, context_diff
s = SequenceMatcher(None, "abcd", "bcde"); print(s.ratio(), s.quick_ratio(), s.real_quick_ratio(), s.get_matching_blocks(), s.find_longest_match())
for tag, i1, i2, j1, j2 in SequenceMatcher(None, "qabxcd", "abycdf").get_opcodes(): print(tag, i1, i2, j1, j2)
print(get_close_matches("appel", ["ape", "apple", "peach", "puppy"]), get_close_matches("wheel", ["while", "where", "heel"], n=1, cutoff=0.5))
a = "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\n".splitlines(keepends=True); b = "ore\ntree\nthree\nfour\nfive\nsix\nSEVEN\neight\nnine\nten\neleven\n".splitlines(keepends=True)
print("".join(ndiff(a, b)), end=""); print("".join(unified_diff(a, b, "before.py", "after.py", n=1)), end=""); print("".join(context_diff(a, b, "x", "y")), end="")
d = list(ndiff(a, b)); print("".join(difflib.restore(d, 1)) == "".join(a))
print(SequenceMatcher(lambda x: x == " ", "private Thread currentThread;", "private volatile Thread currentThread;").ratio())
print(list(ndiff(["abcDefghiJkl\n"], ["abcdefGhijkl\n"])), list(ndiff(["x\n", "same\n"], ["y\n", "z\n", "same\n"])))
import random; random.seed(5)
x = "".join(random.choices("abcde ", k=300)); y = "".join(random.choices("abcde ", k=300)); m = SequenceMatcher(None, x, y); print(m.ratio(), len(m.get_opcodes()), sorted(m.bpopular)); m = SequenceMatcher(str.isspace, x, y, autojunk=False); print(m.ratio(), m.get_opcodes()[:5], len(list(m.get_grouped_opcodes())))
l1 = [random.choice(["red", "green fish", "blue fishes", "blu fish", "x = 1", "y = 22"]) + "\n" for _ in range(30)]; l2 = [random.choice(["red", "greed fish", "blue fish", "x = 2", "y = 23"]) + "\n" for _ in range(30)]
print("".join(ndiff(l1, l2)), end=""); print("".join(unified_diff(l1, l2)))
try: get_close_matches("a", [], n=0)
except ValueError as e: print(e)

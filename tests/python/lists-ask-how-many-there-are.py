"""What goes into a list is asked first how many it is, but not what goes elsewhere."""
from collections import deque

log = []
class Sized:
    def __iter__(self): log.append("iter"); return iter("abc")
    def __len__(self): log.append("len"); return 3
class Hinting:
    def __init__(self): self.at = 0
    def __iter__(self): log.append("iter"); return self
    def __next__(self):
        self.at += 1
        if self.at > 2: raise StopIteration
        return self.at
    def __length_hint__(self): log.append("hint"); return 3
class Shy(Hinting):
    def __length_hint__(self): log.append("hint"); raise TypeError("not told")
class Rude(Hinting):
    def __length_hint__(self): log.append("hint"); raise ValueError("go away")

for kind in (Sized, Hinting, Shy, Rude):
    x = []
    for text in ("list(kind())", "tuple(kind())", "[*kind()]", "(*kind(), 1)", "len({*kind()})", "len(set(kind()))", "sorted(kind())", "max(kind())",
                 "(lambda *a: a)(*kind())", "(lambda *a: a)(0, *kind())", "dict.fromkeys(kind())", "','.join(map(str, kind()))", "x.extend(kind())", "x.__iadd__(kind())",
                 "list(enumerate(kind()))", "list(zip(kind()))", "list(map(str, kind()))", "[y for y in kind()]",
                 "any(kind())", "deque(kind())", "1 in kind()"):
        try: print(text, eval(text), log)
        except Exception as e: print(text, repr(e), log)
        log.clear()
def given(*args): return args
try: given(*5)
except TypeError as e: print(e)
try: given(1, *5)
except TypeError as e: print(e)

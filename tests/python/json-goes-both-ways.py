import json

data = {"name": "Ann", "n": 1, "pi": 3.14, "none": None, "flags": [True, False], "nested": {"a": [1, {"b": []}], "empty": {}}, "é": "ü\n\"\\/\u2028\x01", 1: "int key", None: 0, True: 1, 2.5: "f"}
text = json.dumps(data)
print(text)
print(json.loads(text)["nested"]["a"][1], json.loads("[1, 2.0, -3e2, \"a\\u00e9\\ud83d\\ude00\", null, true]"), json.loads('"x"'), json.loads(" 5 "), json.loads("{}"), json.loads("1E3"), json.loads("-0"), json.loads("123456789012345678901234567890"))
print(json.dumps(data["nested"], indent=2))
print(json.dumps({"b": 1, "a": [1, 2]}, sort_keys=True), json.dumps([1, {"a": 2}], separators=(",", ":")), json.dumps("é", ensure_ascii=False), json.dumps({"a": [1, 2]}, indent=None), json.dumps([], indent=4), json.dumps({"z": (1, 2)}, indent="\t"))
print(json.dumps([float("inf"), float("-inf"), 1e16, 1.0, 1e-7, 10**20]), json.dumps({}), json.dumps(None), json.dumps("\x7f😀"), json.dumps([[], {}, ""]))
for bad in ("{", "[1,]", "{'a': 1}", "nul", "", "[1 2]", '{"a" 1}', '"abc', "1 2", "[1", '{"a": 1,}', '"\\x"', '"a\nb"', "01", "-", "{1: 2}"):
    try:
        print(json.loads(bad))
    except json.JSONDecodeError as error:
        print(repr(bad), error, error.lineno, error.colno, error.pos, error.msg)


class Point:
    def __init__(self, x):
        self.x = x


for bad in (Point(1), {1, 2}, {(1, 2): 3}, b"x", [object]):
    try:
        print(json.dumps(bad))
    except TypeError as error:
        print(error)
print(json.dumps(Point(5), default=lambda p: {"x": p.x}), json.dumps({(1, 2): 3, "a": 1}, skipkeys=True))
loop = []
loop.append(loop)
try:
    json.dumps(loop)
except ValueError as error:
    print(error)
try:
    json.dumps(float("nan"), allow_nan=False)
except ValueError as error:
    print(error)


class Encoder(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, set):
            return sorted(o)
        return super().default(o)


print(json.dumps({"s": {3, 1}}, cls=Encoder), json.loads('{"a": {"b": 1}}', object_hook=lambda d: sorted(d)), json.loads("[1.5]", parse_float=str), json.loads('{"a": 1, "a": 2}'))
import io
out = io.StringIO()
json.dump({"k": [1]}, out)
print(out.getvalue(), json.load(io.StringIO("[1, 2]")))

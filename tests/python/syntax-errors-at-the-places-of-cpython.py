# Assignments in conditions and indentation by tabs: the words, the line and the columns of CPython.
for text in (
    "if x = 5:\n    pass",
    "while  value = 5 :\n    pass",
    "if a and x = 5: pass",
    "if (x = 5): pass",
    "elif_ = 1\nif x: pass\nelif y = 3: pass",
    "if self.x = 5: pass",
    "if x.y.z = 5: pass",
    "if True:\n    print(1)\n\tprint(2)",
    "if True:\n        print(1)\n\tprint(2)",
):
    try:
        compile(text, "<text>", "exec")
        print(repr(text), "is fine")
    except SyntaxError as error:
        print(repr(text), type(error).__name__, error.msg, error.lineno, error.offset)

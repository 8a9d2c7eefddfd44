def system():
    return "Linux"


def node():
    return "awaitscope"


def release():
    return "6.0"


def machine():
    return "wasm32"


processor = machine


def version():
    return "#1"


def platform(aliased=False, terse=False):
    return "Linux-6.0-wasm32"


def python_version():
    return "3.14.2"


def python_version_tuple():
    return ("3", "14", "2")


def python_implementation():
    return "CPython"


def python_compiler():
    return "awaitscope"


def architecture(*args):
    return ("32bit", "")

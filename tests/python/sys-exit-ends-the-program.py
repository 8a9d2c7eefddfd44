import sys


def leave():
    try:
        sys.exit("with a message")
    finally:
        print("finally")


try:
    sys.exit(3)
except SystemExit as error:
    print(error.code, repr(error))
try:
    sys.exit()
except SystemExit as error:
    print(error.code)
try:
    raise SystemExit
except BaseException as error:
    print(repr(error), isinstance(error, Exception))
leave()

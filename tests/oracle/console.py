"""Write what CPython prints on stderr for the programs of a file, below each of them.

    python3 console.py PROGRAMS.txt [PYTHON]

Programs end at a line `---`, what is printed at a line `===`. Frames of the library are left out, as the page leaves
them out.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

LIBRARY = re.compile(r'^((?:  [|+ ]*)*)  File "(?!program\.py|<string>)[^"]*", line .*\n(?:\1    .*\n)*', re.M)


def told(program):
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "program.py").write_text(program)
        command = [python, "-X", "utf8", "program.py"]
        ran = subprocess.run(command, cwd=folder, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, timeout=60)
        text = ran.stderr.decode().replace(f"{folder}/", "")
    return LIBRARY.sub("", text)


path, python = pathlib.Path(sys.argv[1]), (sys.argv[2:] or [sys.executable])[0]
programs = [section.split("---\n")[0] for section in path.read_text().split("===\n") if section.strip()]
path.write_text("".join(f"{program}---\n{told(program)}===\n" for program in programs))

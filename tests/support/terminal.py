"""Runs a program on a terminal of its own and types when it is asked.

Usage: terminal.py STEPS PROGRAM ARGUMENT...; STEPS is JSON, a list of [what is shown, what is typed].
Prints what the program showed and ends with its exit code; a minute without an end is a failure.
"""

import json
import os
import pty
import select
import sys
import time

steps = json.loads(sys.argv[1])
child, terminal = pty.fork()
if child == 0:
    os.execvp(sys.argv[2], sys.argv[2:])

shown = b""
place = 0
end = time.monotonic() + 60
while time.monotonic() < end:
    ready, _, _ = select.select([terminal], [], [], 0.1)
    if ready:
        try:
            piece = os.read(terminal, 4096)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    while steps and steps[0][0].encode() in shown[place:]:
        expected, typed = steps.pop(0)
        place = shown.index(expected.encode(), place) + len(expected.encode())
        os.write(terminal, typed.encode())
else:
    os.kill(child, 9)
sys.stdout.buffer.write(shown)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) % 256)

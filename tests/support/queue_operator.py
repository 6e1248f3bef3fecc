"""The operator's program as the contract has it, and as it should not be.

Written from the contract alone and with the standard library alone, so that the sidecar's own code is
not asked about itself. Usage: queue_operator.py FOLDER; one command a line on standard input, one line of
JSON for each on standard output.
"""

import hashlib
import json
import os
import sys
import time

KEYS = [
    "id",
    "bottle_slug",
    "tool",
    "proposed_file",
    "justification",
    "arrival_timestamp",
    "current_file_hash",
]

folder = sys.argv[1]


def response(proposal):
    return os.path.join(folder, proposal + ".response.json")


def write_whole(proposal, value):
    beside = os.path.join(folder, "." + proposal + ".answer.tmp")
    with open(beside, "w", encoding="utf-8") as file:
        json.dump(value, file)
        file.flush()
        os.fsync(file.fileno())
    os.rename(beside, response(proposal))


def write_text(proposal, text):
    with open(response(proposal), "w", encoding="utf-8") as file:
        file.write(text)


def proposals():
    found = []
    for name in sorted(os.listdir(folder)):
        if name.startswith(".") or not name.endswith(".proposal.json"):
            continue
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            proposal = json.load(file)
        assert list(proposal) == KEYS, list(proposal)
        assert name == proposal["id"] + ".proposal.json", name
        digest = hashlib.sha256(proposal["proposed_file"].encode("utf-8")).hexdigest()
        assert digest == proposal["current_file_hash"]
        assert proposal["tool"] == "egress-token-allow"
        found.append(proposal)
    return found


def answer(proposal, status, *more):
    write_whole(proposal, {"status": status, "notes": "by hand", "proposal_id": proposal})


def slowly(proposal, status):
    """A character at a time, into the very file that is waited for."""
    text = json.dumps({"status": status, "notes": "x" * 40, "proposal_id": proposal}, indent=1)
    with open(response(proposal), "w", encoding="utf-8") as file:
        for char in text:
            file.write(char)
            file.flush()
            time.sleep(0.001)


def half(proposal):
    write_text(proposal, json.dumps({"status": "approved", "proposal_id": proposal})[:-8])


def text(proposal, *words):
    write_text(proposal, " ".join(words))


def for_other(proposal, other):
    write_whole(proposal, {"status": "approved", "proposal_id": other})


def link(proposal):
    beside = os.path.join(folder, "approved.txt")
    with open(beside, "w", encoding="utf-8") as file:
        json.dump({"status": "approved"}, file)
    os.symlink(beside, response(proposal))


def pipe(proposal):
    os.mkfifo(response(proposal))


def huge(proposal):
    with open(response(proposal), "w", encoding="utf-8") as file:
        file.write('{"status":"approved","notes":"')
        file.truncate(1 << 30)


def folder_instead(proposal):
    os.mkdir(response(proposal))


def unreadable(proposal):
    answer(proposal, "approved")
    os.chmod(response(proposal), 0)


def remove(proposal):
    path = response(proposal)
    os.rmdir(path) if os.path.isdir(path) and not os.path.islink(path) else os.remove(path)


def all_of(status):
    """Answers whatever is open, the newest first."""
    for proposal in reversed(proposals()):
        answer(proposal["id"], status)


COMMANDS = {
    "list": proposals,
    "answer": answer,
    "slowly": slowly,
    "half": half,
    "text": text,
    "for-other": for_other,
    "link": link,
    "pipe": pipe,
    "huge": huge,
    "folder": folder_instead,
    "unreadable": unreadable,
    "remove": remove,
    "all": all_of,
}

for line in sys.stdin:
    command, *arguments = line.split()
    result = COMMANDS[command](*arguments)
    print(json.dumps(result), flush=True)

"""Recompute a draw from its public record, without a line of Yinxin: python recompute.py RECORD.json."""

import hashlib
import json
import sys
from pathlib import Path


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def recompute(record):
    # The list is the one that the entry commits to.
    leaf = json.loads(record["entry"]["leaf"])
    listed = {"candidates": record["candidates"]}
    canonical = json.dumps(listed, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert sha256(canonical.encode()).hex() == leaf["facts"]["list_sha256"], "list"
    assert leaf["type"] == "draw.committed", "entry"
    assert leaf["subject"] == f"draw/{record['number']}", "entry"
    assert leaf["facts"]["strata"] == record["strata"], "entry"

    # The entry is in the tree of the checkpoint (RFC 6962, section 2.1.1).
    node = sha256(b"\0", record["entry"]["leaf"].encode())
    place, last = leaf["seq"] - 1, record["checkpoint"]["size"] - 1
    for beside in map(bytes.fromhex, record["checkpoint"]["proof"]):
        while place == last and place % 2 == 0:  # nothing stands beside it at this height
            place, last = place // 2, last // 2
        node = sha256(b"\1", beside, node) if place % 2 else sha256(b"\1", node, beside)
        place, last = place // 2, last // 2
    assert node.hex() == record["checkpoint"]["root"], "inclusion"

    # Root and value make the key; in each stratum RFC 3797 picks tickets, and all of whoever is taken go.
    digits = "".join(sign if sign.isdigit() else " " for sign in record["value"])
    numbers = "".join(f"{number}." for number in sorted(map(int, digits.split())))
    key = f"{node.hex().upper()}/{numbers}/"
    assert key == record["key"], "key"
    taken = []
    for stratum in record["strata"]:
        source = f"{key}{stratum['code'].upper()}/".encode()
        for index in range(stratum["seats"]):
            tickets = [
                each["token"]
                for each in record["candidates"]
                if stratum["code"] in each["strata"] and each["token"] not in taken
                for _ in range(each["weight"])
            ]
            ends = index.to_bytes(2, "big")
            number = int(hashlib.md5(ends + source + ends).hexdigest(), 16)
            taken.append(tickets[number % len(tickets)])
    assert taken == [step["token"] for part in record["selection"] for step in part["steps"]], "selection"
    return taken


if __name__ == "__main__":
    print("agrees:", *recompute(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))))

#!/usr/bin/env python3
"""Half-width punctuation next to Han characters: repair it or, with --check, name the files and fail.

    script/zhpunct.py [--check] FILE...

English that names a Chinese term keeps its own punctuation: in Python only string literals without an English
word are looked at (and not their brackets: headings of workbooks are matched as people type them), in Markdown
and TOML only lines that are not mostly English.
Written with escapes, so that its own source stays unambiguous. Standard library only.
"""

import re
import sys
from pathlib import Path

COMMA, COLON, QUESTION, SEMICOLON = "\uff0c", "\uff1a", "\uff1f", "\uff1b"
EXCLAMATION, OPEN, CLOSE = "\uff01", "\uff08", "\uff09"
HAN = r"\u4e00-\u9fff\u3400-\u4dbf"
AFTER_CHINESE = rf"(?<=[{HAN}\u201d\u300b\u300d\u3011\uff09])"

# In this order: brackets first, because what follows a closed bracket is told by the bracket's width.
REPAIRS = [
    (re.compile(rf"\(([^()<>{{}}\"=]*[{HAN}][^()<>{{}}\"=]*)\)"), OPEN + r"\1" + CLOSE),
    (re.compile(rf"{AFTER_CHINESE}\(([^()<>{{}}\"=]*)\)"), OPEN + r"\1" + CLOSE),
    (re.compile(rf"{AFTER_CHINESE},\s?(?=[{HAN}\u201c\u300a\d<{{%A-Z])"), COMMA),
    (re.compile(rf"(?<=[\d%]),(?=[{HAN}\u201c])"), COMMA),
    (re.compile(rf"{AFTER_CHINESE}:(?=[{HAN}\u201c\d<{{%\"]|\\n|$)", re.MULTILINE), COLON),
    (re.compile(rf"{AFTER_CHINESE}\?"), QUESTION),
    (re.compile(rf"{AFTER_CHINESE};"), SEMICOLON),
    (re.compile(rf"{AFTER_CHINESE}!"), EXCLAMATION),
]


LITERAL = re.compile(
    r"""(?<!["'\w])(?P<prefix>[rbf]*)(?P<q>["'])(?!(?P=q))(?P<text>(?:[^"'\\\n]|\\.)+)(?P=q)"""
)


def is_mostly_english(line: str) -> bool:
    return len(re.findall(r"[A-Za-z]", line)) > 3 * len(re.findall(rf"[{HAN}]", line))


def has_english_word(text: str) -> bool:
    return re.search(r"(?<![A-Za-z%({])[A-Za-z]?[a-z]{3,}", text) is not None


def repaired(text: str, repairs: list[tuple[re.Pattern[str], str]] = REPAIRS) -> str:
    for wrong, right in repairs:
        text = wrong.sub(right, text)
    return text


def _repaired_literal(found: re.Match[str]) -> str:
    is_pattern = "r" in found["prefix"]
    return found[0] if is_pattern or has_english_word(found["text"]) else repaired(found[0], REPAIRS[2:])


def repaired_file(path: Path, text: str) -> str:
    if path.suffix == ".py":
        return LITERAL.sub(_repaired_literal, text)
    if path.suffix in {".md", ".toml"}:
        lines = text.splitlines(keepends=True)
        return "".join(line if is_mostly_english(line) else repaired(line) for line in lines)
    return repaired(text)  # as a whole: a sentence of a page may stand on two lines


def main(arguments: list[str]) -> int:
    check_only = "--check" in arguments
    found = False
    for path in (Path(argument) for argument in arguments if argument != "--check"):
        before = path.read_text(encoding="utf-8")
        after = repaired_file(path, before)
        if after == before:
            continue
        found = True
        if not check_only:
            path.write_text(after, encoding="utf-8")
            continue
        lines = zip(before.splitlines(), after.splitlines(), strict=False)
        for number, (was, should_be) in enumerate(lines, 1):
            if was != should_be:
                print(f"{path}:{number}: {was.strip()}\n    should be: {should_be.strip()}")
    return 1 if found and check_only else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

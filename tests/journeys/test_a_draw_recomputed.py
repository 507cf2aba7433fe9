"""The script that recomputes a draw in the reader's browser: the same records as `yinxin draw verify`, in Chromium.

It needs no server: a page with the marks that the script fills is put in front of it, and the records are files.
"""

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "src/yinxin/web/static"
RECORDS = ROOT / "tests/fixtures/draws"
SCRIPTS = ("vendor/js-md5/md5.min.js", "vendor/js-sha256/sha256.min.js", "yinxin/recompute.js")
CHECKS = ("list", "inclusion", "key", "selection", "page")

# What does not agree in each of these records; signatures are left to `yinxin draw verify`.
DIFFERS = {
    "drawn": "",
    "committed": "",
    "changed_candidate": "list",
    "changed_weight": "list selection page",
    "changed_weight_with_its_hash": "list selection page",
    "changed_seats": "list selection page",
    "broken_proof": "inclusion key selection page",
    "rewritten_leaf": "inclusion key selection page",
    "another_root": "inclusion",
    "changed_value": "key selection page",
    "changed_key": "key",
    "changed_selection": "selection",
}


def skeleton() -> str:
    """The marks of public/draw.html; the lines that are drawn in the good record are marked as drawn."""
    record = json.loads((RECORDS / "drawn.json").read_text(encoding="utf-8"))
    drawn = sorted(step["ordinal"] for part in record["selection"] for step in part["steps"])
    marked = "".join(f'<p data-drawn="{ordinal}"></p>' for ordinal in drawn)
    scripts = "".join(f'<script src="/{script}"></script>' for script in SCRIPTS)
    checks = "".join(f'<li data-check="{name}"></li>' for name in CHECKS)
    return (
        '<!doctype html><section data-recompute="/record.json" data-agrees="agrees" data-differs="differs" '
        'data-open="open" data-all="all" data-some="some" data-failed="failed"><button data-start></button>'
        f"<p data-said></p><ol>{checks}</ol><div data-steps hidden><table><tbody></tbody></table></div></section>"
        f"{marked}{scripts}"
    )


@pytest.fixture
def recomputed(browser):
    """What the script says of a record: its sentence, which checks differ, and who is drawn at each step."""
    page = browser.new_page(base_url="http://draw.invalid")
    page.route("**/*", lambda route: route.fulfill(path=STATIC / route.request.url.split("/", 3)[3]))
    page.route("http://draw.invalid/", lambda route: route.fulfill(body=skeleton(), content_type="text/html"))

    def of(name: str) -> tuple[str, str, list[int]]:
        record = RECORDS / f"{name}.json"
        page.route("**/record.json", lambda route: route.fulfill(path=record))
        page.goto("/")
        page.click("[data-start]")
        page.wait_for_function("document.querySelector('[data-said]').textContent !== ''")
        found = page.evaluate(
            "[...document.querySelectorAll('[data-check].bad')].map(each => each.dataset.check).join(' ')"
        )
        taken = page.evaluate(
            "[...document.querySelectorAll('[data-steps] tr')].map(row => Number(row.cells[2].textContent))"
        )
        return page.inner_text("[data-said]"), found, taken

    yield of
    page.close()


@pytest.mark.parametrize("name", DIFFERS)
def test_the_browser_finds_what_does_not_agree(recomputed, name):
    said, found, _ = recomputed(name)

    assert found == DIFFERS[name]
    assert said == ("some" if DIFFERS[name] else "all")


def test_the_browser_takes_the_same_as_the_record(recomputed):
    record = json.loads((RECORDS / "drawn.json").read_text(encoding="utf-8"))

    _, _, taken = recomputed("drawn")

    assert taken == [step["ordinal"] for part in record["selection"] for step in part["steps"]]


def test_a_record_that_cannot_be_fetched_is_said_to_be_so(recomputed):
    said, _, _ = recomputed("cut_off")

    assert said == "failed"

"""A real server with the real demonstration, and a real browser in front of it.

Journeys run in the order of their files against one server: what one person does, the next one finds.
"""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SCREENSHOTS = ROOT / "var" / "screenshots"
YINXIN = [sys.executable, "-m", "yinxin.console"]
DEMO_PASSWORD = "mengbiao-demo"
WIDTHS = {390: 844, 1440: 900}

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
    "--force-color-profile=srgb",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One order, that of the files: pytest-randomly would have a case decided before it is submitted."""
    here = Path(__file__).parent
    journeys = [item for item in items if item.path.is_relative_to(here)]
    for item in journeys:
        item.add_marker("journey")
    journeys.sort(key=lambda item: (str(item.path), item.reportinfo()[1] or 0))
    others = [item for item in items if not item.path.is_relative_to(here)]
    items[:] = others + journeys


# ---------------------------------------------------------------------------------------- server


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def environment(tmp_path_factory) -> dict[str, str]:
    """The environment of an installation of its own, as script/demo makes it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("YINXIN_", "DJANGO_"))}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "yinxin.settings.base",
        "PYTHONPATH": str(ROOT / "src"),
        "YINXIN_DEMO": "true",
        "YINXIN_PUBLIC_URL": f"http://127.0.0.1:{_free_port()}",
        "YINXIN_VAR": str(tmp_path_factory.mktemp("var")),
    }


@pytest.fixture(scope="session")
def run(environment) -> Callable[..., str]:
    """Run `yinxin` with these arguments against the installation of the journeys; its output."""

    def run_yinxin(*arguments: str) -> str:
        done = subprocess.run(
            [*YINXIN, *arguments], env=environment, cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"yinxin {' '.join(arguments)}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    return run_yinxin


@pytest.fixture(scope="session")
def demo(run) -> str:
    """What `yinxin demo load` printed: the accounts and one address per verdict."""
    return run("demo", "load")


@pytest.fixture(scope="session")
def labels(demo) -> dict[str, str]:
    """An address for each reason of a verdict, as the demonstration prints them: `labels["first_check"]`."""
    return dict(re.findall(r"^ .* (\w+)\s+(http\S+)$", demo, re.MULTILINE))


class Server:
    """A server that runs as in production, over the demonstration; it can be started again some days ahead."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        self.address = environment["YINXIN_PUBLIC_URL"]
        self.log = Path(environment["YINXIN_VAR"]) / "server.log"
        self.process: subprocess.Popen | None = None

    def start(self, *, days_ahead: float = 0) -> None:
        here = Path(__file__).parent / "calendar"
        path = os.pathsep.join([str(here), self.environment["PYTHONPATH"]])
        with self.log.open("a", encoding="utf-8") as output:
            self.process = subprocess.Popen(
                [*YINXIN, "serve", "--port", self.address.rpartition(":")[2]],
                env=self.environment | {"PYTHONPATH": path, "DAYS_AHEAD": str(days_ahead)},
                cwd=ROOT,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        self._wait()

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        for _ in range(100):  # its workers may answer a little longer than itself
            try:
                urllib.request.urlopen(self.address + "/", timeout=5).close()
            except OSError:
                return
            time.sleep(0.1)

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def _wait(self) -> None:
        for _ in range(1000):
            if self.process.poll() is not None:
                break
            try:
                urllib.request.urlopen(self.address + "/", timeout=5).close()
            except urllib.error.HTTPError:
                return  # it answers; whether well is for a journey to say
            except OSError:
                time.sleep(0.1)
            else:
                return
        pytest.fail(f"The server did not come up:\n{self.said()}")


@pytest.fixture(scope="session")
def server(demo, environment) -> Iterator[Server]:
    """The server of the journeys."""
    server = Server(environment)
    server.start()
    yield server
    server.stop()
    assert "Traceback" not in server.said(), server.said()[-4000:]


@pytest.fixture(scope="session")
def base_url(server) -> str:
    """The address of the server."""
    return server.address


@pytest.fixture(scope="module")
def days_later(server) -> Iterator[Callable]:
    """Let so many more days pass: `days_later(30)`. The next file of journeys finds the clock as it was."""
    passed = 0.0

    def pass_days(days: float) -> None:
        nonlocal passed
        passed += days
        server.stop()
        server.start(days_ahead=passed)

    yield pass_days
    if passed:
        server.stop()
        server.start()


# --------------------------------------------------------------------------------------- browser


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium. Where it is missing, CI fails and anybody else is told."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("Chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=ARGUMENTS, chromium_sandbox=False)
        yield chromium
        chromium.close()


@pytest.fixture
def expected_statuses() -> set[int]:
    """The statuses that a journey provokes on purpose: the browser reports each on its console."""
    return set()


class Watch:
    """Hears what goes wrong in a browser while a journey looks elsewhere."""

    def __init__(self, base_url: str, expected_statuses: set[int]) -> None:
        self.base_url, self.expected_statuses = base_url, expected_statuses
        self.complaints: list[str] = []

    def over(self, context) -> None:
        context.on("console", self._heard)
        context.on("weberror", lambda error: self.complaints.append(f"threw: {error.error}"))
        context.on("response", self._answered)
        context.on("request", self._asked)

    def _heard(self, message) -> None:
        if any(f"status of {status}" in message.text for status in self.expected_statuses):
            return
        if message.type == "error" or "Content Security Policy" in message.text:
            self.complaints.append(f"{message.location.get('url', '')}: {message.text}")

    def _answered(self, response) -> None:
        if response.status >= 500:
            self.complaints.append(f"{response.status} {response.request.method} {response.url}")

    def _asked(self, request) -> None:
        if not request.url.startswith((self.base_url, "data:", "blob:", "about:")):
            self.complaints.append(f"asked another host: {request.url}")


@pytest.fixture
def new_page(browser, base_url, expected_statuses) -> Iterator[Callable]:
    """Open a page of a person of its own: `new_page()`, or `new_page(width=390, language="en")`.

    Afterwards the journey fails if any page logged an error, broke the Content-Security-Policy, threw,
    reached for another host or met an answer of 500 or above.
    """
    watch, contexts = Watch(base_url, expected_statuses), []

    def open_page(*, width: int = 1440, language: str = "zh-CN"):
        context = browser.new_context(
            base_url=base_url,
            locale=language,
            timezone_id="Asia/Shanghai",
            reduced_motion="reduce",
            viewport={"width": width, "height": WIDTHS.get(width, 900)},
            accept_downloads=True,
        )
        context.set_default_timeout(15_000)
        watch.over(context)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    assert watch.complaints == []


@pytest.fixture
def page(new_page):
    """The page of one person who is not signed in."""
    return new_page()


@pytest.fixture
def sign_in(new_page, demo) -> Callable:
    """A page of the person with this account: `sign_in("league")`, the password being the demonstration's."""

    def signed_in(account: str, *, password: str = DEMO_PASSWORD, width: int = 1440, language: str = "zh-CN"):
        page = new_page(width=width, language=language)
        page.goto("/sign-in")
        page.fill("input[name=username]", account)
        page.fill("input[name=password]", password)
        page.click("form:has(input[name=password]) [type=submit]")
        page.wait_for_url(lambda address: "/sign-in" not in address)
        return page

    return signed_in


@pytest.fixture(scope="session")
def axe() -> Callable:
    """Fail on any serious or critical finding of axe-core: `axe(page)`."""
    source = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")

    def check(page, *, leaving_out: tuple[str, ...] = ()) -> None:
        # evaluate() runs in the page without a script element, so the page's own policy stays as strict as it is.
        page.evaluate(source + "; undefined")
        rules = {rule: {"enabled": False} for rule in leaving_out}
        report = page.evaluate("rules => axe.run(document, {rules, resultTypes: ['violations']})", rules)
        serious = [
            {
                "rule": found["id"],
                "why": found["help"],
                "where": [node["target"] for node in found["nodes"][:5]],
                "first": found["nodes"][0]["html"][:200],
            }
            for found in report["violations"]
            if found["impact"] in {"serious", "critical"}
        ]
        assert serious == [], f"{page.url}\n{json.dumps(serious, ensure_ascii=False, indent=1)}"

    return check


@pytest.fixture(scope="session")
def shot() -> Callable:
    """Write var/screenshots/NAME-390.png and NAME-1440.png, the whole page: `shot(page, "dashboard")`.

    Fails where the page is wider than the screen: nobody scrolls sideways.
    """

    def take(page, name: str) -> None:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        before = page.viewport_size
        for width, height in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": height})
            page.evaluate("window.scrollTo(0, 0)")  # bars that stick stand where a reader first sees them
            page.wait_for_timeout(150)  # charts draw themselves anew
            page.screenshot(path=SCREENSHOTS / f"{name}-{width}.png", full_page=True)
            widest = page.evaluate("document.documentElement.scrollWidth")
            assert widest <= width, f"{page.url} is {widest} px wide on a screen of {width}"
        page.set_viewport_size(before)

    return take


@pytest.fixture
def look(axe, shot) -> Callable:
    """Both at once, on the pages that a journey stops at: `look(page, "dashboard")`."""

    def both(page, name: str) -> None:
        axe(page)
        shot(page, name)

    return both

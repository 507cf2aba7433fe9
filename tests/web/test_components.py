"""The shared templates: each renders in both languages, says what it must, and carries no inline script or style."""

import re
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.template import engines
from django.utils.translation import override

from yinxin.web.form_look import DayInput, FileInput, Look, MomentInput
from yinxin.web.templatetags.yinxin import drawings
from yinxin.web.tones import TONES, Tone

SOURCE = Path(__file__).resolve().parents[2] / "src/yinxin"
TEMPLATES = sorted(SOURCE.rglob("templates/**/*.html"))
TIMELINE = [
    {"title": "企业提交整改证据", "meta": "11月20日", "icon": "clock", "tone": "now", "quote": "已补录"}
]
CLOCK = {"total": 20, "used": 12, "left": 8, "due": date(2026, 12, 3)}
CHART = {"columns": ["产业", "培育"], "rows": [["驼奶", 3]], "marks": []}


class Entry(forms.Form):
    name = forms.CharField(label="企业名称", help_text="与营业执照一致。")
    code = forms.CharField(label="信用代码")
    kind = forms.ChoiceField(label="产业", choices=[("m", "驼奶")])
    founded_on = forms.DateField(label="成立日期", widget=DayInput, required=False)
    visited_at = forms.DateTimeField(label="走访时间", widget=MomentInput, required=False)
    licence = forms.FileField(label="营业执照", widget=FileInput(".pdf", 1000), required=False)
    result = forms.ChoiceField(
        label="结论", choices=[("a", "通过")], widget=forms.RadioSelect, required=False
    )
    modes = forms.MultipleChoiceField(
        label="方式", choices=[("s", "现场")], widget=forms.CheckboxSelectMultiple, required=False
    )
    promise = forms.BooleanField(label="承诺", required=False)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def with_errors() -> Entry:
    form = Entry({"name": "", "code": "1", "kind": "m"})
    form.add_error("code", "应为18位。")
    form.add_error(None, "已在台账中。")
    return form


@pytest.fixture(autouse=True)
def _forms_wear_our_look(settings):
    settings.FORM_RENDERER = "yinxin.web.form_look.Look"


@pytest.fixture
def render(rf):
    def render(
        name: str, *, path: str = "/desk/enterprises?q=驼&page=2", language: str = "zh-hans", **context
    ):
        request = rf.get(path)
        request.user, request.resolver_match = AnonymousUser(), None
        with override(language):
            return engines["django"].get_template(name).render(context, request)

    return render


@pytest.fixture
def say(rf):
    def say(source: str, *, path: str = "/", language: str = "zh-hans", **context):
        request = rf.get(path)
        request.user, request.resolver_match = AnonymousUser(), None
        with override(language):
            return engines["django"].from_string(source).render(context, request)

    return say


CLAUSE = {
    "number": "4.4",
    "depth": 2,
    "level": 4,
    "asks": True,
    "title": "质量指标",
    "kind": "指标",
    "text": "应当符合下列限量。",
    "is_critical": True,
    "origin": ["产自阿拉善盟。"],
    "limits": [
        {
            "item": "水分",
            "limit": "≤ 76 g/100 g",
            "national": "≤ 78 g/100 g",
            "beyond": "严于国标",
            "is_stricter": True,
        }
    ],
}
DIFFERENCE = {
    "change": "changed",
    "label": "修改",
    "tone": "warn",
    "number": "4.4",
    "was_number": "4.3",
    "depth": 2,
    "title": [{"change": "same", "text": "质量指标"}],
    "text": [{"change": "removed", "text": "旧"}, {"change": "added", "text": "新"}],
    "notes": ["现为关键项"],
    "old_places": ["产自阿拉善左旗。"],
    "new_places": ["产自阿拉善盟。"],
    "limits": [
        {"label": "加严", "tone": "ok", "item": "水分", "old": None, "new": {"limit": "≤ 76 g/100 g"}}
    ],
}
ARTICLE = {
    "title": "公告",
    "body": "第一段。\n\n第二段。",
    "paragraphs": ["第一段。", "第二段。"],
    "is_clipping": False,
}
SAMPLES = {
    "article": {"article": ARTICLE},
    "card": {
        "card": {
            "title": "首页",
            "text": "查标准、查证书。",
            "url": "https://yinxin.example/",
            "kind": "website",
        }
    },
    "chart": {"id": "c1", "kind": "bars", "title": "进度", "data": CHART},
    "chart_scripts": {},
    "clause_head": {"clause": CLAUSE},
    "clause_text": {"clause": CLAUSE},
    "clauses": {"clauses": [CLAUSE]},
    "clock": {"clock": CLOCK},
    "confirm": {
        "label": "暂停",
        "icon": "ban",
        "danger": True,
        "form": Entry(),
        "hidden": [("verb", "suspend")],
    },
    "crumbs": {"crumbs": [("工作台", "/"), ("台账", "")]},
    "differences": {"differences": [DIFFERENCE], "shows_all": True},
    "due": {"left": 2},
    "empty": {"title": "还没有报告", "icon": "flask", "action_url": "/new", "action_label": "登记"},
    "errors": {"form": with_errors()},
    "field": {"field": Entry()["name"]},
    "fields": {"form": Entry()},
    "files": {"files": [{"name": "申请书.pdf", "url": "/f/1", "status": "合格", "tone": "ok"}]},
    "form": {"form": with_errors(), "draft": True, "cancel_url": "/"},
    "kpi": {"label": "获证企业", "value": 3, "unit": "家", "icon": "shield-check", "url": "/"},
    "language": {"class": "tool"},
    "messages": {"messages": [SimpleNamespace(level_tag="error", __str__=lambda: "没有保存")]},
    "meanwhile": {"meanwhile": [("产品", "驼绒毯")]},
    "note": {"text": "尚未录入。", "tone": "warn"},
    "pager": {"page": Paginator(range(260), 20).page(6)},
    "refused_title": {"status": 409},
    "seal": {},
    "steps": {
        "steps": [{"label": "受理", "state": "done"}, {"label": "评审", "state": "now", "note": "今天"}]
    },
    "tag": {"label": "暂停", "state": "suspended"},
    "th": {"key": "name", "label": "企业名称"},
    "timeline": {"items": TIMELINE},
}


# ------------------------------------------------------------------------------------ all of them


def test_every_component_has_a_sample():
    assert {path.stem for path in (SOURCE / "web/templates/components").glob("*.html")} == set(SAMPLES)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_a_component_renders_in_both_languages(render, name, language):
    page = render(f"components/{name}.html", language=language, **SAMPLES[name])

    assert page.strip()
    assert "{%" not in page


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("name", ["staff", "public", "verify", "no_office"])
def test_a_frame_renders_for_a_stranger_in_both_languages(render, name, language):
    page = render(f"base/{name}.html", language=language, demo=True)

    assert f'<html lang="{"en" if language == "en" else "zh-CN"}"' in page
    assert 'href="#main"' in page
    assert 'id="main"' in page


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_no_template_carries_inline_script_or_style(path):
    page = path.read_text()

    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:", page)
    assert all(" src=" in tag for tag in re.findall(r"<script[^>]*>", page))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_every_icon_that_a_template_names_is_vendored(path):
    page = path.read_text()
    named = re.findall(r'{% icon "([^"]+)"', page) + re.findall(r'\bicon="([^"]+)"', page)

    assert set(named) <= set(drawings())


def test_every_form_of_the_program_wears_our_look():
    from yinxin.settings import base

    assert base.FORM_RENDERER == "yinxin.web.form_look.Look"


# ------------------------------------------------------------------------------------ forms


def test_a_field_is_tied_to_its_help_and_its_error(render):
    page = render("components/field.html", field=with_errors()["name"])

    assert '<label for="id_name">' in page
    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    assert 'aria-invalid="true"' in page
    assert 'id="id_name_helptext"' in page
    assert 'id="id_name_error"' in page


def test_the_summary_of_errors_leads_to_each_field_and_stands_first(render):
    page = render("components/form.html", form=with_errors())

    assert page.index("errsum") < page.index('id="id_name"')
    assert '<a href="#id_code">信用代码</a>：应为18位。' in page
    assert "<li>已在台账中。</li>" in page


def test_what_was_typed_comes_back_with_the_errors(render):
    assert 'name="code" value="1"' in render("components/form.html", form=with_errors())


def test_a_form_carries_a_token_of_its_own_against_sending_twice(render):
    first, second = (render("components/form.html", form=Entry()) for _ in range(2))

    tokens = [re.findall(r'name="once" value="([0-9a-f]{32})"', page) for page in (first, second)]
    assert [len(found) for found in tokens] == [1, 1]
    assert tokens[0] != tokens[1]


@pytest.mark.parametrize(
    ("field", "look"),
    [
        ("name", 'class="form-control"'),
        ("kind", 'class="form-select"'),
        ("founded_on", 'type="date"'),
        ("visited_at", 'type="datetime-local"'),
        ("licence", 'data-max-bytes="1000"'),
        ("result", 'class="form-check-input"'),
        ("modes", 'class="form-check-input"'),
        ("promise", 'class="form-check-input"'),
    ],
)
def test_every_kind_of_widget_gets_its_look_from_the_renderer(field, look):
    assert look in str(Entry(renderer=Look())[field])


def test_a_hidden_field_gets_no_look():
    assert "class" not in str(Entry(renderer=Look())["secret"])


def test_a_day_is_given_to_the_browser_as_the_browser_wants_it():
    form = Entry(initial={"founded_on": date(2026, 11, 3)}, renderer=Look())

    with override("zh-hans"):
        assert 'value="2026-11-03"' in str(form["founded_on"])


def test_a_deed_that_asks_once_more_needs_no_script(render):
    page = render(
        "components/confirm.html", label="撤销证书", danger=True, form=Entry(), hidden=[("verb", "withdraw")]
    )

    assert re.search(r"<details.*<summary.*撤销证书.*<form method=\"post\"", page, re.DOTALL)
    assert '<input type="hidden" name="verb" value="withdraw">' in page


# ------------------------------------------------------------------------------------ days and numbers


@pytest.mark.parametrize(
    ("source", "chinese", "english"),
    [
        ("{{ at|day }}", "2026年11月24日", "24 Nov 2026"),
        ('{{ at|day:"short" }}', "11月24日", "24 Nov"),
        ('{{ at|day:"month" }}', "2026年11月", "Nov 2026"),
        ('{{ at|day:"iso" }}', "2026-11-24", "2026-11-24"),
        ("{{ at|moment }}", "2026年11月24日 00:32", "24 Nov 2026, 00:32"),
        ("{{ nothing|day }}", "—", "—"),
    ],
)
def test_a_moment_is_shown_as_the_clock_in_alxa_shows_it(say, source, chinese, english):
    at = datetime(2026, 11, 23, 16, 32, tzinfo=UTC)

    assert say(source, at=at, nothing=None) == chinese
    assert say(source, at=at, nothing=None, language="en") == english


@pytest.mark.parametrize(
    ("left", "tone", "words"),
    [
        (-2, "bad", "超期 2 个工作日"),
        (0, "bad", "今天到期"),
        (3, "warn", "剩 3 个工作日"),
        (9, "", "剩 9 个工作日"),
    ],
)
def test_a_deadline_is_said_in_words_and_not_by_colour_alone(render, left, tone, words):
    page = render("components/due.html", left=left)

    assert words in page
    assert f'class="tag {tone}"'.replace(' "', '"') in page


def test_a_stopped_clock_says_why_and_counts_nothing(render):
    page = render("components/clock.html", clock={**CLOCK, "paused": True, "why": "等待企业补正。"})

    assert "期限已暂停" in page
    assert "等待企业补正。" in page
    assert "剩 8" not in page


def test_a_clock_over_days_not_yet_published_is_an_estimate(render):
    assert "暂估" in render("components/clock.html", clock={**CLOCK, "estimate": True})


def test_a_state_that_nobody_coloured_is_neutral(say):
    assert say("{{ 'suspended'|tone }}|{{ 'never_heard_of'|tone }}") == "warn|"


def test_every_tone_has_an_icon_that_is_vendored():
    assert {tone.icon for tone in Tone} <= set(drawings())
    assert set(TONES.values()) == set(Tone) - {Tone.QUIET}


def test_an_unknown_icon_is_our_mistake_and_fails(say):
    with pytest.raises(LookupError, match="vendor_frontend"):
        say('{% icon "no-such-icon" %}')


def test_an_icon_without_words_beside_it_says_what_it_is(say):
    assert 'aria-hidden="true"' in say('{% icon "search" %}')
    assert "<title>关闭</title>" in say('{% icon "x" title="关闭" %}')


# ------------------------------------------------------------------------------------ lists


def test_another_order_goes_back_to_the_first_page_and_keeps_the_filter(say):
    path = "/desk/enterprises?q=st&page=4"

    assert say('{% query sort="name" %}', path=path) == "?q=st&amp;sort=name"
    assert say("{% query page=5 %}", path=path) == "?q=st&amp;page=5"
    assert say("{% query q=None %}", path=path) == "?"


def test_a_pager_shows_the_ends_and_the_neighbours(render):
    page = render("components/pager.html", page=Paginator(range(260), 20).page(6))

    assert re.findall(r'<li class="n[^"]*">.*?>(\d+|…)<', page) == ["1", "…", "5", "6", "7", "…", "13"]
    assert "第 101—120 条，共 260 条" in page


def test_a_heading_that_sorts_turns_round_when_pressed_again(render):
    path = "/desk/enterprises?sort=name"

    page = render("components/th.html", path=path, key="name", label="企业名称")

    assert 'aria-sort="ascending"' in page
    assert "?sort=-name" in page


def test_a_chart_is_a_table_before_any_script_runs(render):
    page = render("components/chart.html", **SAMPLES["chart"])

    assert '<div class="chart" id="c1" data-chart="bars" role="img" aria-label="进度" hidden>' in page
    assert '<th scope="row">驼奶</th><td class="r">3</td>' in page
    assert '<script id="c1-data" type="application/json">' in page


# ------------------------------------------------------------------------------------ refusals


@pytest.mark.parametrize("status", [403, 404, 409, 413, 422, 429, 500])
def test_a_refusal_says_what_happened_and_gives_a_way_back(render, status):
    page = render("base/refused.html", status=status, sentence="请核对后再试。", code="some_code")

    assert "请核对后再试。" in page
    assert "some_code" in page
    assert re.search(r'<a class="btn[^"]*" href="/"', page)


# ------------------------------------------------------------------------------------ the first paint


def test_the_verification_page_loads_neither_bootstrap_nor_charts(render):
    page = render("base/verify.html")

    files = re.findall(r'(?:href|src)="/static/([^"]+)"', page)
    assert not [file for file in files if file.startswith("vendor/")]
    assert sum((SOURCE / "web/static" / file).stat().st_size for file in files) < 60_000

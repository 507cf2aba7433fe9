"""The rulebook is refused as a whole for any one defect, and answers what the scheme requires.

A bad rulebook under `tests/fixtures/rulebooks/` is the real one with one passage (`find`) changed into another
(`put`); `says` is everything that loading it must say.
"""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import ValidationError

from yinxin.scheme import queries
from yinxin.scheme.rules.checks import CHECKS
from yinxin.scheme.rules.clocks import APPLICATION_STATES
from yinxin.scheme.rules.loading import BadRulebook, load
from yinxin.scheme.rules.values import PLACEHOLDER, Text, UnknownName

ROOT = Path(__file__).parents[2]
REAL = ROOT / "schemes" / "mengbiao" / "2024.1.toml"
BAD = sorted((ROOT / "tests" / "fixtures" / "rulebooks").glob("*.toml"))
NEW_COMPLAINT_RULES = date(2026, 4, 15)


@pytest.fixture(scope="module")
def book():
    return load(REAL)


@pytest.mark.parametrize("defect", BAD, ids=[file.stem for file in BAD])
def test_a_rulebook_with_a_defect_is_refused_with_its_place(defect, tmp_path):
    change = tomllib.loads(defect.read_text(encoding="utf-8"))
    before, found, after = REAL.read_text(encoding="utf-8").partition(change["find"].removesuffix("\n"))
    assert found
    file = tmp_path / REAL.name
    file.write_text(before + change["put"].removesuffix("\n") + after, encoding="utf-8")

    with pytest.raises(BadRulebook) as refusal:
        load(file)

    line = before.count("\n") + 1
    assert refusal.value.problems == [said.replace("{line}", str(line)) for said in change["says"]]


def test_every_whole_file_check_passes_the_real_rulebook(book):
    assert {check.__name__: list(check(book)) for check in CHECKS} == {check.__name__: [] for check in CHECKS}


def test_a_rulebook_cannot_be_changed_once_it_is_read(book):
    with pytest.raises(ValidationError, match="frozen"):
        book.version = "2025.1"


def test_the_five_industries_of_the_league_come_first(book):
    assert [industry.code for industry in book.industries if industry.is_priority] == [
        "camel_milk",
        "mutton",
        "camel_down",
        "cistanche",
        "dunaliella",
    ]


def test_every_product_kind_is_visited_and_tested_before_the_decision(book):
    assert {book.mode_of(kind.code).elements for kind in book.product_kinds} == {
        ("documents", "site", "test")
    }


def test_a_mutton_enterprise_hands_in_its_slaughter_permit_and_a_camel_milk_enterprise_does_not(book):
    mutton = {document.code for document in book.documents_for("mutton")}
    camel_milk = {document.code for document in book.documents_for("camel_milk")}

    assert "slaughter_permit" in mutton - camel_milk
    assert {*book.documents_of_all} <= mutton & camel_milk


def test_documents_that_run_out_ask_for_their_last_day(book):
    assert book.document("business_licence").needs_expiry
    assert not book.document("process_flow").needs_expiry


def test_a_complaint_keeps_the_clock_under_which_it_came_in(book):
    before = book.clock("complaint_acceptance", on=date(2026, 4, 14))
    after = book.clock("complaint_acceptance", on=NEW_COMPLAINT_RULES)

    assert (before.days, before.source) == (7, "市场监督管理投诉举报处理暂行办法 14")
    assert (after.in_force_from, after.source) == (NEW_COMPLAINT_RULES, PLACEHOLDER)


def test_there_is_no_clock_before_it_came_into_force(book):
    with pytest.raises(UnknownName, match="complaint_acceptance on 2019-12-31"):
        book.clock("complaint_acceptance", on=date(2019, 12, 31))


def test_acceptance_runs_from_submission_and_stops_while_the_application_is_returned(book):
    acceptance = book.clock("acceptance", on=date(2024, 12, 6))

    assert (acceptance.days, acceptance.unit) == (5, "working_day")
    assert acceptance.from_state == "submitted"
    assert acceptance.paused_in == ("returned",)


def test_the_whole_procedure_stands_still_while_samples_are_tested(book):
    total = book.clock("total", on=date(2024, 12, 6))

    assert (total.days, total.paused_during) == (90, ("testing", "correction"))


def test_the_law_against_unfair_competition_changes_its_article_in_october_2025(book):
    def cited(day):
        return {
            (one.law, one.article)
            for one in book.citations_on(day, misuse="false_publicity")
            if one.law.startswith("unfair_competition")
        }

    assert cited(date(2025, 10, 14)) == {("unfair_competition_2019", "8, 20")}
    assert cited(date(2025, 10, 15)) == {("unfair_competition_2025", "9")}


def test_withdrawal_bars_for_a_year_and_for_fraud_for_five(book):
    assert {ban.years for ban in book.bans_after("withdraw", "0201")} == {1}
    assert {ban.years for ban in book.bans_after("withdraw", "0209")} == {1, 5}
    assert book.bans_after("suspend", "0208") == ()


def test_every_suspension_has_a_longest_time(book):
    longest = {reason.code: book.suspension_months(reason.code) for reason in book.reasons_for("suspend")}

    assert longest == {
        "0201": 6,
        "0202": 6,
        "0203": 3,
        "0204": 3,
        "0205": 6,
        "0206": 6,
        "0207": 3,
        "0208": 12,
        "0299": 6,
    }


def test_every_division_of_the_league_has_somebody_to_turn_to(book):
    assert [book.contacts(division)[0].phone for division in ("152900", "152921", "152922", "152923")] == [
        "12315"
    ] * 4


def test_a_form_of_a_product_has_the_most_that_its_raw_material_gives(book):
    assert book.marks.conversion("camel_milk", "powder").max_rate == Decimal("0.15")
    assert {conversion.form for conversion in book.marks.conversions_of("camel_milk")} == {
        "liquid",
        "powder",
        "tablet",
    }


def test_what_is_not_public_is_marked_wherever_it_stands(book):
    paths = {placeholder.path for placeholder in book.placeholders()}

    assert {
        "certificates.term_years",
        "certificates.surveillance_months",
        "certificates.number_template",
        "clocks.acceptance",
        "documents.label_draft",
        "experts.criteria.title",
        "fees.inspection",
        "grades.minor",
        "marks.artwork",
        "pool",
        "reasons.0208.max_months",
    } <= paths
    assert "certificates" not in paths


def test_the_term_and_the_surveillance_interval_are_configuration(book):
    assert (book.term_years, book.surveillance_months) == (3, 12)


@pytest.mark.parametrize(
    "ask",
    [
        lambda book: book.product_kind("wine"),
        lambda book: book.documents_for("wine"),
        lambda book: book.document("wine"),
        lambda book: book.industry("wine"),
        lambda book: book.element("wine"),
        lambda book: book.mode("wine"),
        lambda book: book.item_class("wine"),
        lambda book: book.grade("wine"),
        lambda book: book.clock("wine", on=NEW_COMPLAINT_RULES),
        lambda book: book.reason("cancel", "0209"),
        lambda book: book.bans_after("wine", "0201"),
        lambda book: book.certificate_change("06"),
        lambda book: book.law("wine"),
        lambda book: book.misuse_kind("wine"),
        lambda book: book.step("wine"),
        lambda book: book.contacts("150100"),
        lambda book: book.marks.conversion("camel_milk", "wine"),
    ],
)
def test_an_unknown_name_is_an_error_and_never_a_default(book, ask):
    with pytest.raises(UnknownName, match="unknown"):
        ask(book)


@pytest.mark.parametrize(
    ("language", "said"), [("zh-hans", "驼奶"), ("en", "Camel milk"), ("EN-gb", "Camel milk"), ("mn", "驼奶")]
)
def test_a_text_is_said_in_english_or_else_in_chinese(language, said):
    assert Text(zh="驼奶", en="Camel milk").in_language(language) == said


def test_steps_stand_in_states_that_an_application_has(book):
    assert {step.state for step in book.procedure} <= {None, *APPLICATION_STATES}


@pytest.fixture
def two_versions(settings, tmp_path):
    """The real rulebook, and the same again as a later version."""
    folder = tmp_path / queries.SCHEME
    folder.mkdir()
    text = REAL.read_text(encoding="utf-8")
    (folder / "2024.1.toml").write_text(text, encoding="utf-8")
    later = text.replace('version = "2024.1"', 'version = "2027.1"', 1)
    later = later.replace("in_force_from = 2020-03-08", "in_force_from = 2027-01-01", 1)
    (folder / "2027.1.toml").write_text(later, encoding="utf-8")
    settings.SCHEMES_DIR = tmp_path


@pytest.mark.usefixtures("two_versions")
def test_a_case_is_decided_under_the_rulebook_of_its_day():
    assert queries.rulebook_in_force(date(2026, 12, 31)).version == "2024.1"
    assert queries.rulebook_in_force(date(2027, 1, 1)).version == "2027.1"


@pytest.mark.usefixtures("two_versions")
def test_a_case_keeps_the_version_under_which_it_was_accepted():
    assert queries.rulebook("2024.1").version == "2024.1"
    assert queries.rulebook().version == "2027.1"
    assert [book.version for book in queries.rulebooks()] == ["2024.1", "2027.1"]


@pytest.mark.usefixtures("two_versions")
def test_there_is_no_rulebook_before_the_first_and_none_of_an_unknown_version():
    with pytest.raises(UnknownName, match="2020-03-07"):
        queries.rulebook_in_force(date(2020, 3, 7))
    with pytest.raises(UnknownName, match="1999"):
        queries.rulebook("1999.1")


def test_a_rulebook_is_read_once(settings):
    settings.SCHEMES_DIR = REAL.parents[1]

    assert queries.rulebook("2024.1") is queries.rulebook("2024.1")


def test_a_missing_scheme_is_an_error(settings, tmp_path):
    settings.SCHEMES_DIR = tmp_path

    with pytest.raises(UnknownName, match="scheme"):
        queries.rulebook()

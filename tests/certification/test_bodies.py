"""Certification bodies: who may certify what, and until when."""

from datetime import date

import pytest

from tests.given import certification as given
from tests.given import people
from yinxin.certification.bodies import actions, queries
from yinxin.register.models import Entry


def register(**changes):
    facts = {
        "name": "示例认证中心",
        "division": people.division("150000"),
        "approval_number": "CNCA-R-2019-901",
        "approved_kinds": ["camel_milk"],
        "approved_until": date(2028, 12, 31),
        "at": people.LONG_AGO,
    }
    return actions.register_body(**{**facts, **changes})


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["", "CNCA-2002-001", "CNCA-R-02-001", "CNCA-R-2002-001 "])
def test_an_approval_has_a_number_of_the_national_authority(number):
    with pytest.raises(actions.ApprovalUnreadable):
        register(approval_number=number)


@pytest.mark.django_db
def test_a_scope_names_kinds_of_the_rulebook():
    with pytest.raises(actions.KindsUnknown) as refused:
        register(approved_kinds=["camel_milk", "gold"])

    assert refused.value.facts["kinds"] == ["gold"]


@pytest.mark.django_db
def test_a_body_is_entered_in_the_open():
    body = register()

    entry = Entry.objects.get(kind="body.registered")

    assert (entry.subject, entry.is_open) == (f"body/{body.pk}", True)


@pytest.mark.django_db
def test_only_bodies_whose_approval_covers_kind_and_day_are_offered_in_no_order_of_merit():
    wide = given.body("示例乙中心", until=date(2024, 9, 2))
    given.body("示例丙中心", kinds=("mutton",))
    narrow = given.body("示例甲中心", kinds=("camel_milk",))

    assert queries.bodies_for("camel_milk", on=date(2024, 9, 2)) == sorted([wide, narrow], key=str)
    assert queries.bodies_for("camel_milk", on=date(2024, 9, 3)) == [narrow]

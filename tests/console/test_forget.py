"""`yinxin forget_scans` and `yinxin forget_contacts`."""

import pytest
from django.core.management import call_command

from tests.given import marks, supervision
from yinxin.marks.models import Scan
from yinxin.supervision.lifecycle import ReportState
from yinxin.supervision.models import Report

pytestmark = pytest.mark.django_db


def test_old_scans_are_made_anonymous(capsys):
    marks.checked(marks.code(), times=2, places=("north",))

    call_command("forget_scans")

    assert capsys.readouterr().out == "forgot who asked in 2 scans\n"
    assert set(Scan.objects.values_list("place", "device")) == {("", "")}


def test_old_contacts_are_erased_and_those_of_waiting_reports_are_not(capsys):
    supervision.report(state=ReportState.SET_ASIDE)
    supervision.report(code_text="")

    call_command("forget_contacts")

    assert capsys.readouterr().out == "erased 1 contacts\n"
    assert sorted(Report.objects.values_list("state", "contact")) == [
        ("received", "13800000000"),
        ("set_aside", ""),
    ]

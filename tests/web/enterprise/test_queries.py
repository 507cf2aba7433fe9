"""A list costs as many reads for three rows as for one."""

import pytest
from django.urls import reverse

from tests.given import certification as given

pytestmark = pytest.mark.django_db

COUNTS = {"home": 20, "applications": 5, "certificates": 5, "apply": 5}


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("page", sorted(COUNTS))
def test_a_list_costs_the_same_for_one_row_and_for_three(
    browser, enterprise, django_assert_num_queries, page, rows
):
    for number in range(rows):
        given.certificate(given.product(enterprise, name=f"驼奶粉{number}"))

    with django_assert_num_queries(COUNTS[page]):
        browser.get(reverse(f"enterprise:{page}"))

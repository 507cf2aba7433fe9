"""The public register as data."""

from datetime import date

import pytest

from tests.given import certification, ledgers, marks, people, standards

pytestmark = pytest.mark.django_db


def get(client, address, **query):
    return client.get(f"/api/v1/{address}", query)


def test_standards_are_listed_without_drafts(client):
    standards.standard()
    standards.draft_standard("T/NMSP MZB02.99-2024", title="尚未公布")

    response = get(client, "standards")

    (row,) = response.json()
    assert response.status_code == 200
    assert (row["number"], row["state"], row["published_on"]) == (standards.NUMBER, "published", "2023-02-13")
    assert "尚未公布" not in response.content.decode()


def test_standards_of_a_day(client):
    standards.standard(on=date(2023, 2, 13))

    assert [len(get(client, "standards", on=day).json()) for day in ("2023-02-12", "2023-02-13")] == [0, 1]


@pytest.mark.parametrize("spelling", ["T/NMSP MZB02.14-2023", "T/NMSP.MZB02.14—2023", "t/nmsp mzb2.14-2023"])
def test_a_standard_is_found_in_any_spelling_of_its_number(client, spelling):
    standards.standard()

    row = get(client, f"standards/{spelling}").json()

    assert [clause["number"] for clause in row["clauses"]] == ["4.1", "4.2", "4.3"]
    assert row["clauses"][0]["origin"] == {"divisions": ["152900"]}
    (limit,) = row["clauses"][2]["limits"]
    assert (float(limit["limit"]), float(limit["national_limit"]), limit["comparison"]) == (
        3.2,
        2.9,
        "at_least",
    )


def test_a_draft_is_not_there(client):
    standards.draft_standard()

    response = get(client, f"standards/{standards.NUMBER}")

    assert response.status_code == 404
    assert response.json()["code"] == "not_found"


def test_a_certificate_says_what_it_states_and_where_it_stands(client):
    certificate = certification.suspended_certificate()

    data = get(client, f"certificates/{certificate.number}").json()

    assert (data["number"], data["issued_on"]) == (certificate.number, "2024-10-24")
    assert data["holder"]["name"] == certificate.holder_name
    assert [each["state"] for each in data["history"]] == ["suspended", "valid"]


def test_enterprises_are_those_with_certificates_in_force_by_name(client):
    for name in ("示例·乙", "示例·甲"):
        certification.certificate(certification.product(ledgers.enterprise(name)))
    ledgers.enterprise("示例·没有证书", contact_name="张三", contact_phone="13800000000")
    certification.withdrawn_certificate(certification.product(ledgers.enterprise("示例·被撤销")))

    response = get(client, "enterprises", on="2024-12-06")

    assert [row["name"] for row in response.json()] == sorted(["示例·乙", "示例·甲"])
    assert "13800000000" not in response.content.decode()


def test_figures_of_a_day(client):
    standards.standard()

    data = get(client, "figures", division="152900", as_of="2024-12-06").json()

    assert data == {
        "division": "152900",
        "as_of": "2024-12-06",
        "standards_published": 1,
        "experts_in_pool": 0,
        "enterprises_in_pool": 0,
        "standards_proposed_this_year": 0,
        "enterprises_certified": 0,
    }


def test_a_code_has_the_same_verdict_as_on_its_page(client):
    code = marks.code()

    first = get(client, f"verify/{code}").json()
    page = client.get(f"/v/{code}", headers={"Accept": "application/json"}).json()

    assert (first["verdict"], first["reason"], first["checks"]["ordinal"]) == ("genuine", "first_check", 1)
    assert (page["verdict"], page["checks"]["ordinal"]) == ("genuine", 2)


def test_a_text_that_is_no_code_is_answered_too(client):
    response = get(client, "verify/这不是码")

    assert response.status_code == 200
    assert response.json()["verdict"] == "mistyped"


@pytest.mark.parametrize(
    ("address", "query", "status", "code"),
    [
        ("certificates/none", {}, 404, "not_found"),
        ("standards/none", {}, 404, "not_found"),
        ("figures", {"division": "999999"}, 404, "not_found"),
        ("figures", {"as_of": "2024-13-01"}, 422, "question_unreadable"),
        ("standards", {"on": "gestern"}, 422, "question_unreadable"),
    ],
)
def test_a_refusal_is_a_code_and_a_sentence(client, address, query, status, code):
    people.division()

    response = get(client, address, **query)

    assert response.status_code == status
    assert set(response.json()) == {"code", "message"}
    assert response.json()["code"] == code


def test_the_sentence_is_in_the_readers_language(client):
    said = [
        client.get("/api/v1/figures?as_of=x", headers={"Accept-Language": language}).json()["message"]
        for language in ("zh-CN", "en")
    ]

    assert "as_of" in said[0]
    assert said[0] != said[1]


def test_the_api_describes_itself(client):
    described = get(client, "openapi.json").json()

    assert set(described["paths"]) == {
        "/api/v1/standards",
        "/api/v1/standards/{number}",
        "/api/v1/certificates",
        "/api/v1/certificates/{number}",
        "/api/v1/enterprises",
        "/api/v1/figures",
        "/api/v1/verify/{code}",
        "/api/v1/draws/{number}",
        "/api/v1/matters/{matter}/assignments",
    }
    operations = [operation for path in described["paths"].values() for operation in path.items()]
    assert {method for method, operation in operations if "security" not in operation} == {"get"}
    assert [operation for _, operation in operations if not operation.get("summary")] == []


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_that_is_public_is_written_through_it(client, method):
    assert getattr(client, method)("/api/v1/standards").status_code == 405

"""The list of certificates, names that no operation knows, and a description that holds."""

import re

import pytest

from tests.given import certification, draws, ledgers, marks, people, standards

pytestmark = pytest.mark.django_db


def get(client, address, **query):
    return client.get(f"/api/v1/{address}", query)


def test_certificates_are_listed_in_whatever_state_by_number(client):
    valid = certification.certificate(certification.product(ledgers.enterprise("示例·甲")))
    withdrawn = certification.withdrawn_certificate(certification.product(ledgers.enterprise("示例·乙")))

    answer = get(client, "certificates").json()

    assert [(row["number"], row["state"]) for row in answer["items"]] == sorted(
        [(valid.number, "valid"), (withdrawn.number, "withdrawn")]
    )
    assert (answer["count"], answer["page"], answer["limit"]) == (2, 1, 50)


@pytest.mark.parametrize(
    ("query", "count"),
    [({"state": "valid"}, 1), ({"state": "suspended"}, 0), ({"q": "神驼 驼奶粉"}, 1), ({"q": "羊肉"}, 0)],
)
def test_certificates_are_found_by_words_and_state(client, query, count):
    certification.certificate()

    assert get(client, "certificates", **query).json()["count"] == count


def test_pages_hold_every_certificate_once(client):
    for name in ("示例·甲", "示例·乙", "示例·丙"):
        certification.certificate(certification.product(ledgers.enterprise(name)))

    pages = [get(client, "certificates", page=page, limit=2).json()["items"] for page in (1, 2, 3)]

    numbers = [row["number"] for part in pages for row in part]
    assert [len(part) for part in pages] == [2, 1, 0]
    assert numbers == sorted(set(numbers))


@pytest.mark.parametrize(
    ("address", "query"),
    [
        ("certificates", {"state": "unheard-of"}),
        ("certificates", {"limit": "0"}),
        ("certificates", {"limit": "101"}),
        ("certificates", {"page": "first"}),
        ("certificates", {"stat": "valid"}),
        ("certificates/none", {"verbose": "1"}),
        ("standards", {"at": "2024-01-01"}),
        ("standards/none", {"on": "2024-01-01"}),
        ("enterprises", {"banner": "152922"}),
        ("figures", {"on": "2024-01-01"}),
        ("verify/X", {"gtim": "1"}),
    ],
)
def test_a_name_or_a_value_that_is_not_known_is_refused_by_name(client, address, query):
    response = get(client, address, **query)

    assert response.status_code == 422
    assert response.json()["code"] == "question_unreadable"
    assert next(iter(query)) in response.json()["message"]


def test_a_refused_question_does_not_count_as_a_check(client):
    code = marks.code()

    get(client, f"verify/{code}", gtim="1")

    assert get(client, f"verify/{code}").json()["checks"]["ordinal"] == 1


def test_there_is_no_page_of_documents(client):
    assert client.get("/api/v1/").status_code == 404


# ------------------------------------------------------------------------------------- the description


@pytest.fixture
def described(client) -> dict:
    return get(client, "openapi.json").json()


def test_every_reference_in_the_description_leads_somewhere(described):
    named = set(re.findall(r"'\$ref': '#/components/schemas/([^']+)'", str(described)))

    assert described["openapi"].startswith("3.")
    assert named
    assert named - described["components"]["schemas"].keys() == set()


def test_every_operation_has_a_name_of_its_own_and_says_its_parameters(described):
    operations = [
        (path, operation) for path, methods in described["paths"].items() for operation in methods.values()
    ]

    names = [operation["operationId"] for _, operation in operations]
    assert len(set(names)) == len(names)
    for path, operation in operations:
        of_path = {each["name"] for each in operation.get("parameters", []) if each["in"] == "path"}
        assert of_path == set(re.findall(r"{(\w+)}", path))


def test_every_operation_answers_as_it_is_described(client, described):
    standards.standard()
    people.division("150000")
    certificate = certification.suspended_certificate()
    asked = {
        "/api/v1/standards": {},
        "/api/v1/standards/{number}": {"number": standards.NUMBER},
        "/api/v1/certificates": {},
        "/api/v1/certificates/{number}": {"number": certificate.number},
        "/api/v1/enterprises": {},
        "/api/v1/figures": {},
        "/api/v1/verify/{code}": {"code": "NOT-A-CODE"},
        "/api/v1/draws/{number}": {"number": draws.drawn_draw().number},
    }

    assert asked.keys() == {path for path, methods in described["paths"].items() if "get" in methods}
    for path, keys in asked.items():
        response = client.get(path.format(**keys))
        schema = described["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        assert response.status_code == 200
        assert list(differences(response.json(), schema, described)) == []


def test_a_refusal_is_described_and_answers_so(client, described):
    responses = described["paths"]["/api/v1/certificates/{number}"]["get"]["responses"]

    for status, address in (("404", "certificates/none"), ("422", "certificates/none?x=1")):
        schema = responses[status]["content"]["application/json"]["schema"]
        assert list(differences(client.get(f"/api/v1/{address}").json(), schema, described)) == []


def test_an_answer_that_differs_from_its_description_is_found():
    schema = {"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}}}

    assert list(differences({"a": 1}, schema, {})) == []
    assert list(differences({"b": 1}, schema, {})) == ["$: a is missing", "$: b is not described"]
    assert list(differences({"a": "1"}, schema, {})) == ["$.a: '1' is no integer"]


TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}


def differences(value, schema, described, at="$"):
    """Where a value is not as its schema says; as much of JSON Schema as the description uses."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        yield from differences(value, described["components"]["schemas"][name], described, at)
        return
    if "anyOf" in schema:
        tried = [list(differences(value, each, described, at)) for each in schema["anyOf"]]
        if [] not in tried:
            yield min(tried, key=len)[0]
        return
    kind = schema.get("type")
    if kind is None:
        return
    if not isinstance(value, TYPES[kind]):
        yield f"{at}: {value!r} is no {kind}"
    elif kind == "array":
        for place, item in enumerate(value):
            yield from differences(item, schema.get("items", {}), described, f"{at}[{place}]")
    elif "properties" in schema:
        yield from differences_of_fields(value, schema, described, at)


def differences_of_fields(value, schema, described, at):
    """The same for an object whose fields are described."""
    yield from (f"{at}: {name} is missing" for name in schema.get("required", []) if name not in value)
    for name, item in value.items():
        if name in schema["properties"]:
            yield from differences(item, schema["properties"][name], described, f"{at}.{name}")
        else:
            yield f"{at}: {name} is not described"

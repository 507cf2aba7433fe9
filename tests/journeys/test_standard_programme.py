"""One standard on its whole way: proposed, commented on by anyone, reviewed by a drawn panel, numbered, superseding.

Time limits are walked as they are: the server is started again some days ahead. The journey leaves a world in which
half a year has passed, so its file is the last one.
"""

import json
import re
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DEMO_PASSWORD
from tests.journeys.pages import unfolded
from tests.journeys.papers import paper

HERE = Path(__file__).parent
OLD, NEW = "T/NMSP MZB02.902-2024", "T/NMSP MZB02.902-2027"
PRINTED = "T/NMSP MZB02.902—2027"  # as its owner prints it
TITLE = "畜产品 阿拉善液态驼乳"
ASKED = "液态驼乳标准修订（旅程）"
VALUE = "07 12 16 21 28 33 + 05"


@pytest.fixture(scope="module")
def found() -> dict[str, str]:
    """What one part of the way leaves for the next: addresses and numbers."""
    return {}


@pytest.fixture
def people(sign_in, new_page, expected_statuses):
    """Those with an account, and those without; a form that is filled in wrongly answers 422."""
    expected_statuses.add(422)
    return sign_in, new_page


@pytest.fixture
def recomputed(run, tmp_path):
    """What `yinxin draw verify` and a script without a line of ours say of a record."""

    def recompute(record: bytes) -> tuple[str, str]:
        file = tmp_path / "record.json"
        file.write_bytes(record)
        script = [sys.executable, str(HERE.parent / "draws" / "recompute.py"), str(file)]
        told = subprocess.run(script, capture_output=True, text=True, check=True)
        return run("draw", "verify", str(file)), told.stdout

    return recompute


def said(page, text: str) -> None:
    """The page says that it was done."""
    expect(page.get_by_role("main").or_(page.locator("body")).get_by_text(text).first).to_be_visible()


def confirmed(page, label: str, **fields: str) -> None:
    """A deed whose button unfolds a form: filled in and sent."""
    form = unfolded(page, label)
    for name, value in fields.items():
        form.locator(f"[name$={name}]").fill(value)
    form.locator("[type=submit]").last.click()


def test_an_enterprise_answers_a_call_from_its_phone(sign_in, look, expected_statuses):
    expected_statuses.add(422)
    page = sign_in("milk", width=390)
    page.goto("/enterprise/proposals/")
    look(page, "proposals-enterprise")
    page.goto("/enterprise/proposals/new/?call=2026-2")

    # Sent without the reason, nothing typed is lost.
    page.locator("[name=title]").fill(ASKED)
    page.locator("[name=product]").fill("灭菌驼乳")
    page.locator("[name=industry]").select_option(label="驼奶")
    page.locator("[name=stricter_points]").fill("蛋白质不低于 3.6 g/100 g。")
    page.locator("form[data-guard] [type=submit], form [type=submit].btn-primary").last.click()
    expect(page.locator("[name=stricter_points]")).to_have_value("蛋白质不低于 3.6 g/100 g。")
    page.locator("[name=reason]").fill("区外客户要求更高的蛋白质含量，现行限量没有拉开差距。")
    look(page, "proposal-enterprise")
    page.locator("form[data-guard] [type=submit], form [type=submit].btn-primary").last.click()

    expect(page.get_by_role("heading", name=ASKED)).to_be_visible()


def test_the_institute_scores_it_takes_it_in_and_plans_the_project(sign_in, look, found):
    page = sign_in("institute")
    page.goto("/desk/proposals/")
    page.get_by_role("link", name=ASKED).click()
    for name, points in {"need": "25", "base": "16", "edge": "26", "data": "14"}.items():
        page.locator(f"[name$={name}]").fill(points)
    page.locator("form").filter(has=page.locator("[name$=need]")).locator("[type=submit]").last.click()
    expect(page.get_by_role("main")).to_contain_text("81")
    look(page, "proposal-scored")
    page.get_by_label("答复", exact=True).fill("列入修订计划。")
    page.locator("button[value=accept]").click()
    said(page, "列入修订计划。")

    # From the answer straight into planning: a revision begins with the text that it will replace.
    page.get_by_role("main").locator("a[href*='/desk/projects/new/?proposal=']").first.click()
    page.get_by_label("标准名称").fill(TITLE)
    page.get_by_label("英文名称").fill("Livestock products: Alxa liquid camel milk")
    page.get_by_label("项目类别").select_option(label="修订")
    page.get_by_label("修订或者修改的标准").select_option(label=f"{OLD} {TITLE}")
    page.get_by_label("阿拉善驼奶").check()
    look(page, "project-new")
    page.get_by_role("button", name="立项").click()
    expect(page.get_by_role("heading", name=TITLE, level=1)).to_be_visible()
    found["project"] = re.search(r"XM\d{4}-\d{3}", page.url)[0]
    look(page, "project-planned")


def test_it_is_drafted_and_opened_for_comment(sign_in, look, found):
    page, project = sign_in("institute"), found["project"]
    page.goto(f"/desk/projects/{project}/")
    confirmed(page, "启动起草")

    # A drafter of the pool: whoever writes may not review.
    form = page.locator("details").filter(has=page.locator("summary", has_text="增加起草人"))
    form.locator("summary").click()
    form.get_by_label("专家库专家").select_option(label="示例专家 11")
    form.get_by_role("button", name="添加").click()
    expect(page.get_by_role("row", name=re.compile("示例专家 11"))).to_be_visible()

    # The limit goes up; the editor says how much stricter it is than the national one.
    page.goto(f"/desk/projects/{project}/text/")
    look(page, "text-editor")
    row = page.get_by_role("row", name=re.compile("^蛋白质"))
    row.get_by_role("link").first.click()
    page.locator("[name=limit]").fill("3.6")
    page.locator("[name=limit]").press("Control+Enter")
    expect(page.get_by_role("row", name=re.compile("^蛋白质"))).to_contain_text("3.6")

    # Without the explanatory note it does not open; the page says what is missing.
    page.goto(f"/desk/projects/{project}/")
    expect(page.get_by_role("main").get_by_text("还缺 1 项")).to_be_visible()
    _hand_in(page, "编制说明")
    confirmed(page, "公开征求意见")
    look(page, "project-comment")


def test_anyone_comments_on_a_clause_and_reads_the_answer(new_page, sign_in, look, found):
    reader, project = new_page(width=390), found["project"]
    reader.goto("/standards/comments/")
    reader.get_by_role("link", name=re.compile(TITLE)).first.click()
    look(reader, "draft-public")
    reader.get_by_role("link", name=re.compile(r"对本条提意见 4\.4")).click()
    reader.locator("[name=name]").fill("旅程读者")
    reader.locator("[name=organisation_name]").fill("旅程乳品检验所")
    reader.locator("[name=text]").fill("蛋白质 3.6 g/100 g 冬季较难达到，建议写明全年平均。")
    look(reader, "comment-public")
    reader.locator("#comment [type=submit]").click()
    tracking = re.search(r"YJ-[0-9A-Z-]+", reader.get_by_role("main").inner_text())[0]
    look(reader, "comment-sent")

    # Nobody sees it before it is admitted; then it stands beside its clause, without the name.
    page = sign_in("institute")
    page.goto(f"/desk/comments/{project}/")
    look(page, "comments-desk")
    page.get_by_role("button", name="审核通过", exact=True).click()
    reader.goto(f"/standards/comments/{project}/")
    expect(reader.get_by_text("旅程乳品检验所")).to_be_visible()
    expect(reader.get_by_text("旅程读者")).to_have_count(0)
    page.goto(f"/desk/comments/{project}/?tab=admitted")
    page.locator("[name$=outcome]").first.locator("xpath=ancestor::form[1]").evaluate(
        "form => form.scrollIntoView()"
    )
    form = page.locator("form").filter(has=page.locator("[name$=outcome]")).first
    _choose(form, "partly")
    form.locator("[name$=answer]").fill("限量不变，检验规则中写明按季度抽样。")
    form.locator("[type=submit]").last.click()
    page.goto(f"/desk/comments/{project}/table/")
    expect(page.get_by_role("main")).to_contain_text("旅程乳品检验所")
    look(page, "comments-table")

    reader.goto("/standards/comments/track/")
    reader.locator("main input:not([type=hidden])").first.fill(tracking)
    reader.locator("main [type=submit]").last.click()
    expect(reader.get_by_text("限量不变，检验规则中写明按季度抽样。")).to_be_visible()


def test_the_panel_is_committed_to_before_the_value_is_known(
    people, look, days_later, found, expected_statuses
):
    (sign_in, _), project = people, found["project"]
    days_later(32)
    page = sign_in("institute")
    _open_review(page, project)
    expect(page.get_by_role("main")).to_contain_text("检测数据")  # what is missing, said at once
    page.goto(f"/desk/projects/{project}/")
    _hand_in(page, "检测数据")
    _open_review(page, project)
    look(page, "review-forming")
    page.get_by_role("main").locator("a[href*='/desk/matters/']").first.click()
    found["matter"] = urlsplit(page.url).path

    # Whoever has an interest cannot be asked, and the page says why.
    row = page.get_by_role("row", name=re.compile("示例专家 11"))
    expect(row).to_contain_text("起草")
    expect(row.get_by_role("button")).to_have_count(0)

    unfold = page.locator("details").filter(has=page.locator("[name$=source_due_at]"))
    unfold.locator("summary").click()
    source = unfold.locator("[name$=source]").input_value()
    look(page, "matter-commit")
    unfold.locator("[type=submit]").last.click()
    found["draw"] = page.get_by_role("link", name=re.compile(r"^CQ\d{4}-\d{3}$")).inner_text()
    assert "双色球" in source


def test_a_second_officer_enters_the_value_and_anyone_recomputes_it(
    people, look, days_later, found, recomputed
):
    sign_in, new_page = people
    days_later(4)
    first = sign_in("institute")
    first.goto(found["matter"])
    expect(first.locator("[name$=value]")).to_have_count(0)

    second = sign_in("institute2")
    second.goto(found["matter"])
    form = second.locator("form").filter(has=second.locator("[name$=value]"))
    form.locator("[name$=value]").fill(f"双色球开奖号码 {VALUE}")
    form.locator("[type=submit]").last.click()
    expect(form).to_contain_text("只填数字")
    form.locator("[name$=value]").fill(VALUE)
    form.locator("[type=submit]").last.click()
    look(second, "matter-value-read")
    form.locator("[type=submit]").last.click()  # read first, as it will count; then taken
    expect(second.locator(".seats").get_by_text("已邀请").first).to_be_visible()
    look(second, "matter-drawn")
    found["panel"] = json.dumps(second.locator(".seats .nm").all_inner_texts(), ensure_ascii=False)

    # A stranger recomputes it in the browser, on the command line, and with a script that is not ours.
    stranger = new_page(width=390)
    stranger.goto(f"/draws/{found['draw']}/")
    stranger.get_by_role("button", name="在浏览器中复算").click()
    expect(stranger.get_by_text("一致").first).to_be_visible()
    expect(stranger.get_by_text("不一致")).to_have_count(0)
    look(stranger, "draw-recomputed")
    ours, independent = recomputed(stranger.request.get(f"/draws/{found['draw']}.json").body())
    assert "WRONG" not in ours
    assert independent.startswith("agrees:")


def test_each_expert_declares_by_one_click(sign_in, look, found):
    institute = sign_in("institute")
    accounts = dict(_account(institute, name) for name in json.loads(found["panel"]))
    for place, (account, password) in enumerate(accounts.items()):
        page = sign_in(account, password=password, width=390)
        page.goto("/expert/")
        page.get_by_role("link", name=TITLE).first.click()
        if place == 0:
            look(page, "invitation")
        page.locator("button[value=accept], form:has([value=accept]) [type=submit]").first.click()
        expect(page.get_by_role("main").get_by_text("已接受").first).to_be_visible()
        page.context.close()
    found["accounts"] = json.dumps(accounts)


def test_the_panel_votes_and_the_minutes_write_themselves(sign_in, look, found):
    page, project = sign_in("institute"), found["project"]
    page.goto(f"/desk/reviews/{project}/")
    page.get_by_role("main").locator("a[href*='/desk/reviews/']").last.click()
    pk = re.search(r"/desk/reviews/(\d+)/", page.url)[1]
    confirmed(page, "开始表决")
    for place, (account, password) in enumerate(json.loads(found["accounts"]).items()):
        expert = sign_in(account, password=password, width=390)
        expert.goto(f"/expert/reviews/{pk}/")
        expert.get_by_label("赞成", exact=True).check()
        if place == 0:
            look(expert, "vote")
        expert.get_by_role("button", name="下一步").click()
        expert.get_by_role("region", name="表决").locator("[type=submit]").last.click()
        expect(expert.get_by_role("main")).to_contain_text("赞成")
        expert.context.close()
    page.reload()
    look(page, "review-voted")
    confirmed(page, "作出审查结论", conclusion="专家组一致同意通过审查。")
    said(page, "专家组一致同意通过审查。")
    page.goto(f"/desk/projects/{project}/")
    expect(page.get_by_role("main").get_by_text("审查会议纪要").first).to_be_visible()


def test_it_is_approved_numbered_and_published_and_supersedes_the_old_one(people, look, days_later, found):
    sign_in, new_page = people
    project = found["project"]
    second = sign_in("institute2")
    second.goto(f"/desk/projects/{project}/")
    _act(second, "approve")
    page = sign_in("institute")
    page.goto(f"/desk/projects/{project}/")
    page.get_by_role("main").locator("a[href$='/number']").first.click()
    page.locator("[name=number]").fill(PRINTED)
    page.locator("button[name=look]").click()
    expect(page.get_by_role("main")).to_contain_text(NEW)  # in its one spelling, and free
    look(page, "project-number")
    page.locator("form:has([name=number]) .btn-primary").click()
    page.goto(f"/desk/projects/{project}/")
    published = date.fromisoformat(
        page.evaluate("new Date().toLocaleDateString('sv', {timeZone: 'Asia/Shanghai'})")
    )
    effective = published + timedelta(days=36 + 20)
    _act(page, "publish", effective_on=effective.isoformat())
    expect(page.get_by_role("main").get_by_text("已发布").first).to_be_visible()
    look(page, "project-published")

    # The portal shows the new number with how much stricter it is; the old one names its successor.
    days_later(30)
    reader = new_page(width=390)
    reader.goto(f"/standards/{NEW}/")
    expect(reader.get_by_role("row", name=re.compile("^蛋白质")).first).to_contain_text("严于国标")
    look(reader, "standard-new-version")
    reader.goto(f"/standards/{OLD}/")
    expect(reader.get_by_role("main")).to_contain_text(PRINTED)

    # And the certificate that names the old one says what it needs, by when.
    page = sign_in("milk", width=390)
    page.goto("/enterprise/certificates/")
    expect(page.get_by_role("main")).to_contain_text(f"已被 {PRINTED} 代替")
    look(page, "certificate-to-convert")
    league = sign_in("league")
    league.goto(f"/desk/transitions/{OLD}/")
    expect(league.get_by_role("row", name=re.compile("示例·左旗驼奶")).first).to_contain_text("尚未申请")
    look(league, "transition")


# ------------------------------------------------------------------------------------------------ parts


def _choose(form, value: str) -> None:
    """Choose a value of a select or of radio buttons."""
    field = form.locator("[name$=outcome]").first
    if field.evaluate("each => each.tagName") == "SELECT":
        field.select_option(value)
    else:
        form.locator(f"[name$=outcome][value={value}]").check()


def _act(page, verb: str, **fields: str) -> None:
    """An act on the project's page: unfolded, filled in and sent."""
    fold = page.locator(f"details#act-{verb}")
    fold.locator("summary").click()
    for name, value in fields.items():
        fold.locator(f"[name={name}]").fill(value)
    fold.locator("[type=submit]").click()


def _hand_in(page, kind: str) -> None:
    """Add a paper of this kind to the project."""
    upload = page.locator("details").filter(has=page.locator("summary", has_text="上传或者更换文件"))
    upload.locator("summary").click()
    upload.get_by_label("文件类别").select_option(label=kind)
    upload.locator("input[type=file]").set_input_files(paper(f"{kind}.pdf"))
    upload.get_by_role("button", name="添加").click()
    expect(page.get_by_role("link", name=f"{kind}.pdf")).to_be_visible()


def _open_review(page, project: str) -> None:
    """Send the form that opens a review, for the next thirty days."""
    page.goto(f"/desk/reviews/{project}/")
    first = date.fromisoformat(page.locator("[name=starts_on]").input_value())
    page.locator("[name=ends_on]").fill((first + timedelta(days=30)).isoformat())
    page.locator("[name=place]").fill("巴彦浩特镇")
    page.get_by_role("button", name="开启审查").click()


def _account(page, name: str) -> tuple[str, str]:
    """The account of an expert and its password; the institute opens one for whoever has none."""
    page.goto(f"/desk/experts/?q={name}&state=all")
    page.get_by_role("main").get_by_role("link", name=name).first.click()
    fold = page.locator("details").filter(has=page.locator("[name$=username]"))
    if fold.count() == 0:
        return f"expert-{name[-2:]}", DEMO_PASSWORD
    account = f"expert-{name[-2:]}-new"
    fold.locator("summary").click()
    fold.locator("[name$=username]").fill(account)
    password = fold.locator("[name$=password]").input_value()  # shown this once
    fold.locator("[type=submit]").last.click()
    expect(page.get_by_role("main")).to_contain_text(account)
    return account, password

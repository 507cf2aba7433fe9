"""The officer of the league keeps the ledger, cultivates, follows every case, and decides none."""

import io
import re

import openpyxl
import xlsxwriter
from PIL import Image, ImageDraw
from playwright.sync_api import expect

from tests.journeys.pages import NOT_YOURS, finds_shut, forges, unfolded
from tests.journeys.papers import MEDIA_TYPES
from yinxin.kernel.identifiers import credit_code

COOPERATIVE = "示例·右旗驼绒牧业专业合作社"
ALGAE = "示例·右旗盐藻养殖有限公司"
COLLECTOR = "示例·右旗驼奶收购站"
SHENTUO = "阿拉善右旗神驼乳业科技有限公司"


def test_the_dashboard_leads_from_a_number_to_its_rows(sign_in, look):
    page = sign_in("league")

    # Every figure is counted now, and leads to what was counted.
    expect(page.get_by_role("heading", level=1)).to_contain_text("乌兰")
    look(page, "dashboard")
    for label in ("获证企业", "培育库企业", "落地认证标准", "技术专家", "待办举报"):
        figure = page.get_by_role("main").get_by_role("link", name=label, exact=False).first
        (number,) = re.findall(rf"{label}\s*(\d+)", figure.inner_text())
        figure.click()
        expect(page.get_by_role("heading", name=label, level=1)).to_be_visible()
        expect(page.get_by_role("row")).to_have_count(1 + int(number))  # and one of headings
        page.goto("/desk/")

    # The number of a banner leads to the rows of that banner.
    right = page.get_by_role("region", name="旗区推进情况").first.get_by_role("row", name="阿拉善右旗")
    members = right.get_by_role("link").nth(1)
    count = int(members.inner_text())
    members.click()
    expect(page.get_by_role("row", name=SHENTUO)).to_be_visible()
    expect(page.get_by_role("row")).to_have_count(1 + count)
    look(page, "figure")

    # A chart is also a table, for who does not see it or wants the numbers.
    page.goto("/desk/")
    stages = page.get_by_role("region", name="各产业推进情况").first
    expect(stages.get_by_role("img", name="各产业推进情况")).to_be_visible()
    stages.get_by_role("button", name="看表格").click()
    expect(stages.get_by_role("row", name="驼绒")).to_be_visible()
    expect(stages.get_by_role("img", name="各产业推进情况")).to_be_hidden()
    look(page, "dashboard-tables")

    # What waits is one click away.
    page.get_by_role("region", name="待办事项").get_by_role("link", name="撤稿请求").first.click()
    expect(page.get_by_role("heading", name="撤稿请求")).to_be_visible()


def test_the_ledger_is_filtered_searched_and_taken_along(sign_in, look, tmp_path):
    page = sign_in("league")
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="企业台账").click()
    look(page, "ledger")

    # Two characters find an enterprise, and so do the initials of its pinyin.
    for typed in ("神驼", "st"):
        page.get_by_label("企业名称、信用代码、产品、联系人或拼音").fill(typed)
        page.get_by_role("button", name="查询").click()
        expect(page.get_by_text(f"关键词：{typed}")).to_be_visible()
        expect(page.get_by_role("link", name=SHENTUO)).to_be_visible()
        expect(page.get_by_role("link", name="示例·左旗绵羊牧业有限公司")).to_have_count(0)
    page.get_by_role("link", name="移除条件：关键词").click()

    # Banner and industry narrow the list; the filters stand above it and come off one by one.
    page.get_by_label("旗区", exact=True).select_option(label="阿拉善右旗")
    page.get_by_label("产业", exact=True).select_option(label="驼奶")
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_role("status")).to_have_text("3家企业")
    expect(page.get_by_role("link", name=COLLECTOR)).to_be_visible()
    look(page, "ledger-filtered")
    page.get_by_role("link", name="移除条件：产业").click()
    expect(page.get_by_role("row", name=COOPERATIVE)).to_be_visible()

    # The export holds what is shown, in the same order, under the same filters.
    shown = [
        [cell.strip() for cell in row]
        for row in page.get_by_role("table").evaluate(
            """table => [...table.tBodies[0].rows].map(row => [
                row.cells[0].querySelector('a').innerText, row.cells[0].querySelector('.mono').innerText,
                row.cells[1].innerText, row.cells[2].innerText, row.cells[3].innerText, row.cells[5].innerText])"""
        )
    ]
    with page.expect_download() as download:
        page.get_by_role("link", name="导出").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    rows = list(openpyxl.load_workbook(file).active.iter_rows(values_only=True))
    (headings,) = (index for index, row in enumerate(rows) if row[0] == "企业名称")
    columns = [
        rows[headings].index(name)
        for name in ("企业名称", "统一社会信用代码", "所属旗区", "产业", "阶段", "下一步")
    ]
    assert [[row[column] or "" for column in columns] for row in rows[headings + 1 :]] == shown
    assert "阿拉善右旗" in str(rows[:headings])

    # One search asks everything at once: enterprises, their products, cases and certificates.
    for typed, found in (
        ("神驼", SHENTUO),
        ("驼乳粉", "全脂驼乳粉"),
        ("SQ-2024-0002", "SQ-2024-0002"),
        ("MZ202415292200002", "MZ202415292200002"),
    ):
        page.get_by_role("searchbox", name="全站搜索").fill(typed)
        page.keyboard.press("Enter")
        expect(page.get_by_role("main").get_by_role("link", name=found).first).to_be_visible()
        expect(page).to_have_url(re.compile("/desk/search/"))
    page.goto("/desk/search/?q=驼")
    look(page, "search")


def test_a_workbook_with_mistakes_changes_nothing_until_the_officer_chooses(sign_in, look, expected_statuses):
    page = sign_in("league")
    page.goto("/desk/enterprises/import/")
    look(page, "import")
    page.get_by_label("工作簿（.xlsx、.xls或.csv）").set_input_files(
        {"name": "右旗台账.xlsx", "mimeType": MEDIA_TYPES["xlsx"], "buffer": ledger_with_mistakes()}
    )
    page.get_by_role("button", name="上传并核对").click()

    # It hears of every mistake at once, by row and column.
    expect(page.get_by_role("heading", name="右旗台账.xlsx", level=1)).to_be_visible()
    wrong = page.get_by_role("region", name="须改正的行").first
    expect(wrong.get_by_role("row", name="示例·旅程重号企业")).to_contain_text("信用代码与第3行重复。")
    expect(wrong.get_by_role("row", name="示例·旅程外旗企业")).to_contain_text(
        "没有名为“阿拉善中旗”的盟或旗区。"
    )
    expect(wrong.get_by_role("row", name="示例·旅程无日企业")).to_contain_text("“前年”不是有效日期")
    doubtful = page.get_by_role("region", name="请留意的行").first
    expect(doubtful.get_by_role("row", name="示例·旅程沙葱企业")).to_contain_text("已按2019-05-03读取。")
    expect(doubtful.get_by_role("row", name="示例·旅程校验企业")).to_contain_text("的校验码不符")
    expect(page.get_by_role("region", name="无误的行").first).to_contain_text("示例·旅程无误企业")
    look(page, "import-checked")
    report = page.url

    # Nothing is in the ledger yet.
    page.goto("/desk/enterprises/?q=旅程")
    expect(page.get_by_text("没有符合条件的企业")).to_be_visible()

    # The doubted code must have been compared with the licence first; then the good rows come in, by choice.
    page.goto(report)
    expected_statuses.add(422)
    page.get_by_role("button", name="只导入无误的3行").click()
    expect(page.get_by_role("alert")).to_contain_text("未通过校验码验证")
    page.get_by_label("我已将上述信用代码与营业执照逐一核对。").check()
    page.get_by_role("button", name="只导入无误的3行").click()
    expect(page.get_by_role("status").first).to_contain_text("已导入3行。")
    look(page, "import-applied")
    page.goto("/desk/enterprises/?q=旅程")
    expect(page.get_by_role("row", name="示例·旅程")).to_have_count(3)
    expect(page.get_by_role("row", name="示例·旅程重号企业")).to_have_count(0)


def test_an_enterprise_comes_into_the_pool(sign_in, look):
    banner, league = sign_in("right", width=390), sign_in("league")

    # The banner nominates it on the spot; admission is not offered.
    opened(banner, ALGAE)
    form = unfolded(banner, "推荐入库")
    form.get_by_label("原因").fill("整改后重新生产，自愿参加培育。")
    look(banner, "pool-nominate")
    form.get_by_role("button", name="推荐入库").click()
    expect(banner.get_by_text("已推荐，由盟局决定是否入库。")).to_be_visible()
    expect(banner.locator("summary", has_text="批准入库")).to_have_count(0)

    # The league finds it among its tasks, and admits it.
    league.goto("/desk/tasks/")
    league.get_by_role("link", name=f"推荐入库：{ALGAE}").click()
    form = unfolded(league, "批准入库")
    form.get_by_role("button", name="批准入库").click()
    expect(league.get_by_role("region", name="培育库").first).to_contain_text("在库")
    look(league, "enterprise-page")
    league.goto("/desk/pool/")
    expect(league.get_by_role("row", name=ALGAE)).to_contain_text("在库")
    look(league, "pool")


def test_readiness_is_recorded_clause_by_clause(sign_in, look):
    page = sign_in("league")
    opened(page, COOPERATIVE)
    page.get_by_role("listitem").filter(has_text="驼绒毛条").get_by_role(
        "link", name="T/NMSP MZB02.906-2026"
    ).click()
    expect(page.get_by_role("heading", name="驼绒毛条的对标进度")).to_be_visible()

    for number, how, note in (
        ("4.1", "符合", "牧户均在阿拉善盟境内。"),
        ("4.2", "部分符合", "两户无剪绒登记。"),
    ):
        clause = page.get_by_role("region", name=re.compile(rf"^{re.escape(number)} "))
        clause.get_by_text("评估本条").click()
        clause.get_by_label(how, exact=True).check()
        clause.get_by_label("备注").fill(note)
        clause.get_by_role("button", name="保存").click()
        expect(clause.get_by_role("blockquote")).to_have_text(note)
    expect(page.get_by_text("6条中已符合1条")).to_be_visible()
    expect(page.get_by_role("region", name="尚缺内容")).to_contain_text("4.2")
    look(page, "readiness")

    # The ledger shows how far it has come.
    opened(page, COOPERATIVE)
    products = page.get_by_role("region", name="产品与对标进度")
    expect(products.get_by_role("listitem").filter(has_text="驼绒毛条")).to_contain_text("1/6条")


def test_a_visit_is_recorded_on_a_phone(sign_in, look):
    page = sign_in("league", width=390)
    opened(page, COOPERATIVE)
    page.get_by_role("link", name="记录走访").click()
    page.get_by_label("会见人员").fill("苏和")
    page.get_by_label("走访情况").fill("分选场新装除尘设备，毛条已单独存放。")
    page.get_by_label("企业需求").fill("希望了解驼绒制品的检验项目。")
    page.get_by_label("照片").set_input_files(
        {"name": "分选场.jpg", "mimeType": "image/jpeg", "buffer": photograph()}
    )
    look(page, "visit")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("走访已记录。")).to_be_visible()
    visits = page.get_by_role("region", name="走访记录")
    expect(visits.get_by_text("毛条已单独存放")).to_be_visible()
    picture = visits.get_by_role("img", name="走访照片").first
    picture.scroll_into_view_if_needed()
    expect(picture).to_be_visible()
    page.wait_for_function(
        "picture => picture.complete && picture.naturalWidth > 0", arg=picture.element_handle()
    )
    look(page, "enterprise-page-visited")


def test_every_case_is_followed_and_none_decided(sign_in, look, expected_statuses):
    page = sign_in("league")
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="认证申请").click()
    for enterprise in ("示例·左旗驼绒纺织有限公司", COOPERATIVE, "示例·额济纳山羊牧业有限公司"):
        expect(page.get_by_role("row", name=enterprise).first).to_be_visible()
    look(page, "cases")

    # A case can be read to its last paper; nothing in it can be decided here.
    page.get_by_label("申请编号、企业或者产品").fill("驼绒被")
    page.get_by_role("button", name="查询").click()
    page.get_by_role("link", name="SQ-2026-0013").click()
    expect(
        page.get_by_text("认证机构独立作出认证决定", exact=False).or_(page.get_by_text("监管部门"))
    ).to_be_visible()
    main = page.get_by_role("main")
    expect(main.get_by_role("button", name=re.compile("^(?!.*打印)"))).to_have_count(0)
    expect(main.locator("form")).to_have_count(0)
    look(page, "case")

    # Nor by the address of those who decide, nor with a forged form.
    expected_statuses.add(NOT_YOURS)
    address = page.url.replace("/desk/", "/body/")
    finds_shut(page, address)
    assert forges(page, address, act="decide", outcome="grant", reasons="同意") == NOT_YOURS


def test_the_bulletin_of_the_day_is_written_from_dated_facts(sign_in, look):
    page = sign_in("league")
    page.get_by_role("link", name="生成通报").click()
    page.get_by_label("截至").fill("2024-12-06")
    page.get_by_role("button", name="查看").click()
    expect(page.get_by_role("heading", name="阿拉善盟 · 2024年12月6日")).to_be_visible()
    paragraph = page.locator("#bulletin")
    expect(paragraph).to_contain_text("截至目前（2024年12月6日）")
    assert paragraph.get_by_role("link").all_inner_texts() == ["12", "20", "13", "5", "3"]
    for name in ("内蒙古曼德拉生物科技有限公司", SHENTUO, "内蒙古沙漠之神生物科技有限公司"):
        expect(paragraph).to_contain_text(name)
    expect(paragraph).not_to_contain_text("示例")
    look(page, "bulletin")

    # A number leads to what was counted on that day.
    paragraph.get_by_role("link", name="13").click()
    expect(page.get_by_role("row")).to_have_count(1 + 13)

    # On an earlier day it was less.
    page.get_by_label("截至").fill("2023-12-31")
    page.get_by_role("button", name="查看").click()
    expect(page.get_by_role("row")).to_have_count(1 + 6)


def test_two_officers_correct_one_enterprise_at_once(sign_in, look, expected_statuses):
    league, banner = sign_in("league"), sign_in("right")
    for page in (league, banner):
        opened(page, COLLECTOR)
        page.get_by_role("link", name="更正", exact=True).click()

    league.get_by_label("联系电话").fill("0483-0000099")
    league.get_by_role("button", name="保存").click()
    expect(league.get_by_text("台账已更正。")).to_be_visible()

    # The second is told what the first did, and has lost nothing.
    expected_statuses.add(409)
    banner.get_by_label("备注").fill("已约定下周走访，请带驼奶收购合同样本。")
    banner.get_by_role("button", name="保存").click()
    expect(banner.get_by_role("alert").first).to_be_visible()
    expect(banner.get_by_role("region", name="期间他人所作的更正")).to_contain_text("0483-0000099")
    expect(banner.get_by_label("备注")).to_have_value("已约定下周走访，请带驼奶收购合同样本。")
    expect(banner.get_by_label("联系电话")).to_have_value("0483-0000099")  # else the next click would undo it
    look(banner, "corrected-meanwhile")
    banner.get_by_role("button", name="保存").click()
    expect(banner.get_by_text("台账已更正。")).to_be_visible()
    expect(banner.get_by_text("请带驼奶收购合同样本")).to_have_count(2)  # in the ledger, and in what was done


def opened(page, name):
    """Find an enterprise by its name, and open it."""
    page.goto(f"/desk/enterprises/?q={name}")
    page.get_by_role("link", name=name).first.click()
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


def ledger_with_mistakes() -> bytes:
    """A ledger as offices keep it: a merged title, days as text, and what goes wrong when it is typed by hand."""
    code = credit_code.with_check_character
    broken = code("91152922MA0N77003")
    broken = broken[:17] + ("0" if broken[17] != "0" else "1")
    rows = [
        ("示例·旅程无误企业", code("91152922MA0N77001"), "阿拉善右旗", "驼奶", "2020-04-01"),
        ("示例·旅程沙葱企业", code("91152922MA0N77002"), "阿拉善右旗", "驼绒", "2019年5月3日"),
        ("示例·旅程重号企业", code("91152922MA0N77001"), "阿拉善右旗", "羊肉", ""),
        ("示例·旅程校验企业", broken, "阿拉善右旗", "羊肉", ""),
        ("示例·旅程外旗企业", code("91152922MA0N77004"), "阿拉善中旗", "盐藻", ""),
        ("示例·旅程无日企业", code("91152922MA0N77005"), "阿拉善右旗", "盐藻", "前年"),
    ]
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("企业")
        sheet.merge_range(0, 0, 0, 4, "阿拉善右旗“蒙”字标企业台账", book.add_format({"bold": True}))
        sheet.write_row(1, 0, ["企业名称", "统一社会信用代码", "所属旗区", "产业", "成立日期"])
        for at, row in enumerate(rows, start=2):
            sheet.write_row(at, 0, row)
    return content.getvalue()


def photograph() -> bytes:
    """What a phone sends: a JPEG, here of a shed under a sky."""
    picture = Image.new("RGB", (1200, 900), (148, 190, 226))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 560, 1200, 900), fill=(198, 168, 120))
    draw.polygon([(260, 430), (600, 250), (940, 430)], fill=(120, 64, 52))
    draw.rectangle((300, 430, 900, 700), fill=(222, 214, 200))
    content = io.BytesIO()
    picture.save(content, "JPEG")
    return content.getvalue()

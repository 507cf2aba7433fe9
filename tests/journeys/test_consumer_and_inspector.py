"""What a consumer sees of a label, what they report, and how that leads to a suspended certificate and back."""

import csv

from playwright.sync_api import expect

from tests.journeys.pages import NOT_YOURS, finds_shut, forges, unfolded
from tests.journeys.papers import heavy_paper, paper

HEADLINES = {
    "certificate_suspended": "认证暂停",
    "withdrawn": "证书已撤销",
    "cancelled": "证书已注销",
    "label_voided": "标签已作废",
    "gtin_mismatch": "编码与商品不符",
    "many_places": "标签可能被复制",
    "check": "请再核对一次编码",
    "not_of_this_scheme": "没有查到这个编码",
    "not_issued": "没有查到这个编码",
}
ENTERPRISE, PRODUCT = "示例·左旗盐藻生物有限公司", "盐藻粉"
SEEN = "展台上的盐藻粉礼盒贴着标志，店员说是国家级认证第一名。"
STALE = "电话询问店主，称宣传词由企业提供。"


def test_a_consumer_without_a_login_checks_a_label_of_every_kind(new_page, labels, look):
    page = new_page(width=390)

    # Genuine, and nobody has asked before; then again, and the count is shown.
    page.goto(labels["first_check"])
    expect(page.get_by_role("heading", name="认证有效", level=1)).to_be_visible()
    expect(page.get_by_text("本码首次查询")).to_be_visible()
    look(page, "verify-first_check")
    page.goto(labels["first_check"])
    expect(page.get_by_text("本码第 2 次查询")).to_be_visible()
    look(page, "verify-checked_before")

    # In English the same is said; looking at it in another language is no new check.
    page.get_by_role("button", name="EN", exact=True).click()
    expect(page.get_by_role("heading", name="Certificate valid", level=1)).to_be_visible()
    expect(page.get_by_text("Check 2 of this code")).to_be_visible()
    look(page, "verify-english")
    page.get_by_role("button", name="中文").click()
    expect(page.get_by_role("heading", name="认证有效", level=1)).to_be_visible()

    # The certificate is one tap away.
    page.get_by_role("link", name="查看电子证书").click()
    expect(page.get_by_role("link", name="下载证书PDF")).to_be_visible()
    look(page, "certificate-valid")

    # Every other verdict says what is the matter, and none calls anybody a forger.
    for reason, headline in HEADLINES.items():
        page.goto(labels[reason])
        expect(page.get_by_role("heading", name=headline, level=1)).to_be_visible()
        expect(page.get_by_text("假货")).to_have_count(0)
        look(page, f"verify-{reason}")

    # A code that is typed by hand finds the same, however it is grouped.
    page.goto("/check/")
    look(page, "check")
    code = labels["label_voided"].rpartition("/")[2]
    page.get_by_label("标志下方的 17 位编码").fill(f"{code[:4]} {code[4:8]}-{code[8:].lower()}")
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_role("heading", name="标签已作废", level=1)).to_be_visible()

    # A program asks for data, and reads one word.
    asked = page.request.get(labels["withdrawn"], headers={"Accept": "application/json"}).json()
    assert (asked["verdict"], asked["reason"]) == ("ended", "withdrawn")


def test_a_report_leads_to_a_suspension_that_the_next_scan_shows(
    sign_in, new_page, look, expected_statuses, tmp_path
):
    expected_statuses.add(NOT_YOURS)
    code = a_label_on_sale(sign_in("algae"), tmp_path)
    consumer = new_page(width=390)
    inspector, certifier = sign_in("inspector", width=390), sign_in("certifier2")

    tracking = the_consumer_reports_it(consumer, code, look, tmp_path)
    case = the_inspector_takes_it_up(inspector, tracking, look)
    a_second_window_is_told_that_it_is_old(inspector, sign_in("inspector"), case, look, expected_statuses)
    certificate = the_inspector_asks_to_suspend(inspector, case, look)

    # Only the body suspends, and only the inspector closes the case.
    finds_shut(inspector, certificate)
    assert forges(inspector, certificate, act="suspend") == NOT_YOURS
    finds_shut(certifier, case)
    assert forges(certifier, case, verb="close") == NOT_YOURS
    consumer.goto(code)
    expect(consumer.get_by_role("heading", name="认证有效", level=1)).to_be_visible()

    the_certifier_suspends(certifier, look)
    consumer.goto(code)
    expect(consumer.get_by_role("heading", name="认证暂停", level=1)).to_be_visible()
    look(consumer, "verify-just-suspended")

    the_certifier_lifts_it(certifier, certificate, look)
    consumer.goto(code)
    expect(consumer.get_by_role("heading", name="认证有效", level=1)).to_be_visible()

    # The case is closed, and whoever reported reads the answer by the number alone.
    inspector.goto(case)
    form = unfolded(inspector, "结案")
    form.get_by_label("答复").fill("经查属实，企业已整改，感谢监督。")
    form.get_by_role("button", name="结案").click()
    expect(inspector.get_by_role("status")).to_contain_text("结案")
    look(inspector, "case-closed")
    consumer.goto("/report/track/")
    consumer.get_by_label("举报编号").fill(tracking.lower())
    consumer.get_by_role("button", name="查询").click()
    expect(consumer.get_by_text("经查属实，企业已整改，感谢监督。").first).to_be_visible()
    look(consumer, "report-answered")


def a_label_on_sale(page, folder):
    """The address in the code of a label of the algae enterprise's latest batch."""
    page.goto("/enterprise/labels/")
    with page.expect_download() as download:
        page.get_by_role("row").filter(has_text=PRODUCT).first.get_by_role("link", name="CSV").click()
    file = folder / "labels.csv"
    download.value.save_as(file)
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return next(csv.DictReader(lines))["url"]


def the_consumer_reports_it(page, code, look, folder):
    """Without a name. The photo is too large first; what was typed is kept. The number that comes back finds it."""
    page.goto(code)
    page.get_by_role("link", name="对不上？举报假冒、冒用标志").click()
    expect(page.get_by_label("标志下方的编码")).not_to_have_value("")
    page.get_by_label("虚假宣传").check()
    page.get_by_label("您看到了什么").fill(SEEN)
    page.get_by_label("在哪里看到的").fill("巴彦浩特镇某超市")
    page.get_by_label("照片").set_input_files(heavy_paper(folder / "礼盒.png"))
    page.get_by_role("button", name="提交举报").click()
    expect(page.get_by_text("最多可传 20 MB")).to_be_visible()
    expect(page.get_by_label("您看到了什么")).to_have_value(SEEN)
    look(page, "report-too-large")
    page.get_by_label("照片").set_input_files(paper("礼盒.png"))
    look(page, "report")
    page.get_by_role("button", name="提交举报").click()

    expect(page.get_by_role("heading", name="感谢您，举报已收到。")).to_be_visible()
    tracking = page.get_by_text("JB-").inner_text()
    look(page, "report-sent")
    page.get_by_role("link", name="查看进度").click()
    expect(page.get_by_text("待处理")).to_be_visible()
    look(page, "report-track")
    return tracking


def the_inspector_takes_it_up(page, tracking, look):
    """The report becomes a case."""
    page.goto("/field/reports/")
    look(page, "field-reports")
    page.get_by_role("row").filter(has_text=tracking).get_by_role("link").click()
    expect(page.get_by_text(SEEN)).to_be_visible()
    expect(page.get_by_alt_text("举报人提供的照片")).to_be_visible()
    look(page, "field-report")
    page.get_by_role("button", name="立案调查").click()
    expect(page.get_by_text("已立案，案件编号")).to_be_visible()
    return page.url


def a_second_window_is_told_that_it_is_old(page, second, case, look, expected_statuses):
    """A finding is recorded on the phone while another is being typed at the desk: both stay."""
    second.goto(case)
    page.get_by_role("textbox", name="检查情况").fill("礼盒上印有“国家级认证第一名”，已拍照。")
    page.get_by_label("地点").fill("巴彦浩特镇某超市")
    page.get_by_label("照片").set_input_files(paper("现场.png"))
    page.get_by_role("button", name="保存检查记录").click()
    expect(page.get_by_role("status")).to_contain_text("已办理：记录检查情况。")
    look(page, "field-case")

    expected_statuses.add(409)
    second.get_by_role("textbox", name="检查情况").fill(STALE)
    second.get_by_role("button", name="保存检查记录").click()
    expect(second.get_by_role("alert")).to_contain_text("您填写的内容")
    expect(second.get_by_role("textbox", name="检查情况")).to_have_value(STALE)
    expect(second.get_by_role("article").filter(has_text="礼盒上印有“国家级认证第一名”")).to_be_visible()
    look(second, "field-case-stale")
    second.get_by_role("button", name="保存检查记录").click()
    expect(second.get_by_role("status")).to_contain_text("已办理：记录检查情况。")


def the_inspector_asks_to_suspend(page, case, look):
    """The misuse is confirmed on what was found; then the body is asked."""
    page.goto(case)
    expect(page.get_by_role("article").filter(has_text=STALE)).to_be_visible()
    form = unfolded(page, "认定违法属实")
    form.get_by_label("结论").fill("利用认证标志作引人误解的宣传。")
    form.get_by_role("button", name="认定违法属实").click()
    expect(page.get_by_role("status")).to_contain_text("认定违法属实")

    form = unfolded(page, "建议认证机构暂停证书")
    form.get_by_label("暂停原因").select_option("0204")
    form.get_by_label("事实和理由").fill("礼盒宣传与证书范围不符，请依法暂停。")
    look(page, "field-ask")
    form.get_by_role("button", name="建议认证机构暂停证书").click()
    expect(page.get_by_text("待认证机构答复")).to_be_visible()
    number = page.get_by_role("link", name="MZ").first.inner_text()
    return f"/body/certificates/{number}/"


def the_certifier_suspends(page, look):
    """As asked, until the last day that the rulebook allows."""
    page.goto("/body/requests/")
    look(page, "body-requests")
    page.get_by_role("row").filter(has_text=PRODUCT).get_by_role("link").first.click()
    expect(page.get_by_text("礼盒宣传与证书范围不符，请依法暂停。").first).to_be_visible()
    form = unfolded(page, "按建议暂停")
    form.get_by_label("给监督检查人员的答复").fill("同意，即日起暂停。")
    look(page, "body-request")
    form.get_by_role("button", name="按建议暂停").click()
    expect(page.get_by_text("已答复：按建议暂停。")).to_be_visible()


def the_certifier_lifts_it(page, certificate, look):
    """The cause is gone."""
    page.goto(certificate)
    look(page, "body-certificate-suspended")
    form = unfolded(page, "恢复")
    form.get_by_label("暂停原因已经消除的说明").fill("礼盒已下架，宣传材料已更正，经核查符合要求。")
    form.get_by_role("button", name="恢复").click()
    expect(page.get_by_text("已恢复，下一次扫码即可看到。")).to_be_visible()
    look(page, "body-certificate-valid")

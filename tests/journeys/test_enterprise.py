"""A cooperative applies for certification of its linseed oil, on a phone, with the slips that people make."""

import re

from playwright.sync_api import expect

from tests.journeys.papers import heavy_paper, paper

ENTERPRISE = "示例·左旗苁蓉种植专业合作社"
PRODUCT = "亚麻籽油"
LOW_SITE, HIGH_SITE = "吉兰泰梭梭林基地", "山前亚麻地块"
BODY = "示例认证中心有限公司"


def test_an_enterprise_applies_on_a_phone(sign_in, look, expected_statuses, tmp_path):
    page = sign_in("cistanche", width=390)

    # It sees its own entry of the ledger, and that anyone may apply.
    expect(page.get_by_role("heading", name=ENTERPRISE, level=1)).to_be_visible()
    expect(page.get_by_text("93152921MA0N00040D")).to_be_visible()
    expect(page.get_by_text("是否入库，均可自主申请认证。")).to_be_visible()
    look(page, "enterprise-home")

    # It starts an application: which product, against which standard, made where?
    page.get_by_role("link", name="申请认证").first.click()
    look(page, "enterprise-apply-product")
    page.get_by_role("link", name=PRODUCT).click()
    look(page, "enterprise-apply-standard")
    page.get_by_role("link", name="内蒙古亚麻籽油").click()
    look(page, "enterprise-apply-site")

    # The forest lies too low for linseed: it is told the clause, before any paper.
    page.get_by_role("link", name=LOW_SITE).click()
    expect(page.get_by_role("heading", name="该生产场所不符合标准的地域要求")).to_be_visible()
    expect(page.get_by_role("heading", name="4.1 地域要求")).to_be_visible()
    expect(page.get_by_role("row", name="海拔")).to_contain_text("1100—2200米")
    expect(page.get_by_role("row", name="海拔")).to_contain_text("1040米")
    expect(page.get_by_role("button", name="开始申请")).to_have_count(0)
    look(page, "enterprise-apply-refused")

    # The plots before the mountains fit. It chooses the body itself.
    page.get_by_role("link", name="选择其他生产场所").click()
    page.get_by_role("link", name=HIGH_SITE).click()
    expect(page.get_by_role("heading", name="符合地域要求，请选择认证机构")).to_be_visible()
    look(page, "enterprise-apply-body")
    page.get_by_label(BODY).check()
    page.get_by_role("button", name="开始申请").click()
    expect(page.get_by_role("heading", name=PRODUCT, level=1)).to_be_visible()
    draft = page.url
    look(page, "enterprise-draft")

    # It fills in half of the details, with a slip, and leaves.
    expected_statuses.add(422)
    page.get_by_role("link", name="制造商、生产厂和产品").click()
    expect(page.get_by_label("制造商", exact=True)).to_have_value(ENTERPRISE)
    page.get_by_label("产品特征").fill("山前旱地胡麻，冷榨。")
    page.get_by_label("本产品年产量（千克）").fill("-2000")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("alert")).to_contain_text("本产品年产量（千克）")
    expect(page.get_by_label("产品特征")).to_have_value("山前旱地胡麻，冷榨。")
    look(page, "enterprise-details-slip")
    page.get_by_label("本产品年产量（千克）").fill("2000")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("已保存。")).to_be_visible()

    # Days later it finds the draft on the first page, with all that was typed.
    page.goto("/enterprise/")
    page.get_by_role("link", name="继续填写申请").click()
    expect(page).to_have_url(draft)
    page.get_by_role("link", name="制造商、生产厂和产品").click()
    expect(page.get_by_label("产品特征")).to_have_value("山前旱地胡麻，冷榨。")
    expect(page.get_by_label("本产品年产量（千克）")).to_have_value(re.compile(r"^2000(\.0)?$"))
    page.get_by_role("link", name="取消").click()

    # The documents, one by one. The first is of a kind that is not taken, the next too heavy for a phone line.
    page.get_by_role("link", name="申请材料").click()
    look(page, "enterprise-documents")
    page.get_by_role("link", name="认证申请书").click()
    page.get_by_label("文件或者照片").set_input_files(paper("申请书.txt"))
    page.get_by_role("button", name="上传").click()
    expect(page.get_by_role("alert")).to_contain_text("申请书.txt")
    look(page, "enterprise-document-wrong-kind")
    page.get_by_label("文件或者照片").set_input_files(heavy_paper(tmp_path / "申请书.pdf"))
    expect(page.get_by_role("alert").filter(has_text="最多可传 20 MB")).to_be_visible()
    page.get_by_role("button", name="上传").click()
    expect(page.get_by_role("heading", name="认证申请书", level=1)).to_be_visible()
    look(page, "enterprise-document-too-large")
    hand_in(page, "pdf")
    while (
        lacking := page.get_by_role("listitem").filter(has=page.get_by_text("未开始", exact=True))
    ).count():
        lacking.first.get_by_role("link").click()
        taken = page.get_by_text("可上传").inner_text()
        hand_in(page, "pdf" if "PDF" in taken else "xlsx")
    page.get_by_role("link", name="返回事项清单").click()

    # It promises what an applicant promises.
    page.get_by_role("link", name="自我承诺", exact=True).click()
    page.get_by_label("我代表本企业作出以上全部承诺。").check()
    look(page, "enterprise-undertaking")
    page.get_by_role("button", name="保存").click()

    # It looks over all answers and submits; the finger slips, and the form goes twice.
    page.get_by_role("link", name="核对填报内容并提交").click()
    expect(page.get_by_role("heading", name="请核对填报内容，然后提交")).to_be_visible()
    look(page, "enterprise-check")
    send = page.get_by_role("button", name="提交申请")
    form = send.evaluate("button => Object.fromEntries(new FormData(button.form))")
    send.click()
    expect(page.get_by_role("heading", name="申请已提交", level=1)).to_be_visible()
    receipt = page.url
    again = page.request.post(draft + "check/", form=form)
    assert (again.status, again.url) == (200, receipt)
    look(page, "enterprise-submitted")

    # It is with the body, once, and the clock runs.
    page.get_by_role("link", name="查看申请").click()
    expect(page.get_by_text("提交申请", exact=True)).to_have_count(1)
    look(page, "enterprise-application")
    page.goto("/enterprise/applications/")
    expect(page.get_by_role("row").filter(has_text=PRODUCT)).to_have_count(1)
    look(page, "enterprise-applications")

    # What was sent cannot be changed any more, not even by its address.
    expected_statuses.add(409)
    page.goto(draft + "details/")
    expect(page.get_by_role("heading", name="现在还不能这样办理")).to_be_visible()


def hand_in(page, kind):
    """Upload a file of this kind on the page of a document, which leads back to the list."""
    page.get_by_label("文件或者照片").set_input_files(paper(f"材料.{kind}"))
    page.get_by_role("button", name="上传").click()
    expect(page.get_by_role("heading", name="申请材料", level=1)).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text(f"材料.{kind}")

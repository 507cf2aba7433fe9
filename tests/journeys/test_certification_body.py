"""A case on its way through a certification body: each person does their part, and nobody another's."""

import csv
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdf
import zxingcpp
from playwright.sync_api import expect

from tests.journeys.pages import NOT_FOUND, NOT_YOURS, finds_shut, forges, unfolded
from tests.journeys.papers import heavy_paper, paper

ENTERPRISE, PRODUCT = "示例·额济纳苁蓉产业有限公司", "肉苁蓉片"
TODAY = datetime.now(ZoneInfo("Asia/Shanghai")).date().isoformat()


def test_a_case_becomes_a_certificate_and_labels(sign_in, new_page, look, expected_statuses, tmp_path):
    expected_statuses.update({NOT_YOURS, NOT_FOUND})
    enterprise = sign_in("cistanche-ejin", width=390)
    acceptance, auditor, reviewer = sign_in("acceptance"), sign_in("auditor"), sign_in("reviewer")
    certifier, head = sign_in("certifier"), sign_in("head", width=390, language="en")

    case = acceptance_returns_it_with_all_gaps_at_once(acceptance, look)
    own = case.replace("/body/", "/enterprise/")
    the_enterprise_mends_them(enterprise, own, look)
    acceptance_takes_it(acceptance, case)
    the_auditor_evaluates(auditor, case, look)
    the_enterprise_corrects(enterprise, own, look, tmp_path)
    the_auditor_concludes(auditor, case, look, expected_statuses)
    the_reviewer_recommends(reviewer, case, look)
    the_certifier_decides(certifier, case, look)
    the_head_countersigns(head, case, look)

    # Each of them may read the whole case, and do nothing that is another's.
    for person, verb in (
        (acceptance, "countersign"),
        (auditor, "review"),
        (reviewer, "decide"),
        (certifier, "countersign"),
        (head, "decide"),
    ):
        person.goto(case)
        assert forges(person, case, act=verb) == NOT_YOURS
    finds_shut(enterprise, case)
    finds_shut(sign_in("acceptance2"), case, status=NOT_FOUND)  # it is not with their body
    finds_shut(sign_in("milk"), own, status=NOT_FOUND)

    certificate = the_certificate_can_be_read_and_printed(enterprise, own, look, tmp_path)
    code = the_enterprise_orders_labels(enterprise, certificate, look, expected_statuses, tmp_path)

    # The first label of the batch is genuine, and nobody has checked it before.
    consumer = new_page(width=390)
    consumer.goto(code)
    expect(consumer.get_by_role("heading", name="认证有效", level=1)).to_be_visible()
    expect(consumer.get_by_text("本码首次查询")).to_be_visible()
    expect(consumer.get_by_text(ENTERPRISE).first).to_be_visible()


def acceptance_returns_it_with_all_gaps_at_once(page, look):
    """Two documents and one more thing, in one letter; the clock stands still."""
    expect(page.get_by_role("heading", name="待办")).to_be_visible()
    look(page, "body-tasks")
    page.get_by_role("row").filter(has_text=PRODUCT).filter(has_text=ENTERPRISE).get_by_role("link").click()
    case = page.url
    look(page, "body-case-submitted")
    finds_shut(page, case + "test-report/")

    page.get_by_role("link", name="退回补正").click()
    page.get_by_label("营业执照").fill("扫描件看不清有效期。")
    page.get_by_label("产地位置图（标注经纬度）").fill("未标注经纬度。")
    page.get_by_role("textbox", name="其他需要补正的内容").fill("请写明切片厚度。")
    look(page, "body-return")
    page.get_by_role("button", name="退回补正").click()
    expect(page.get_by_text("已退回补正，企业重新提交前停止计时。")).to_be_visible()
    expect(page.get_by_text("已暂停").first).to_be_visible()
    look(page, "body-case-returned")
    return case


def the_enterprise_mends_them(page, own, look):
    """It sees all three at once, mends each where it belongs, and submits again."""
    page.goto("/enterprise/")
    page.get_by_role("link", name="补正申请材料").first.click()
    expect(page).to_have_url(own)
    expect(page.get_by_role("heading", name="需补正3项，补正后请重新提交")).to_be_visible()
    look(page, "enterprise-returned")
    for gap in ("扫描件看不清有效期。", "未标注经纬度。"):
        page.get_by_role("link", name=gap).click()
        expect(page.get_by_text("认证机构要求补正：")).to_be_visible()
        page.get_by_label("文件或者照片").set_input_files(paper("补正.pdf"))
        page.get_by_role("button", name="上传").click()
        expect(page.get_by_role("heading", name="申请材料", level=1)).to_be_visible()
        page.get_by_role("link", name="返回事项清单").click()
    page.get_by_role("link", name="请写明切片厚度。").click()
    page.get_by_label("产品特征").fill("接种肉苁蓉，切片厚3毫米，低温烘干。")
    page.get_by_role("button", name="保存").click()
    page.get_by_role("link", name="核对填报内容并提交").click()
    page.get_by_role("button", name="提交申请").click()
    expect(page.get_by_role("heading", name="申请已提交", level=1)).to_be_visible()


def acceptance_takes_it(page, case):
    """Everything is there now."""
    page.goto(case)
    expect(page.get_by_text("接种肉苁蓉，切片厚3毫米，低温烘干。")).to_be_visible()
    unfolded(page, "受理").get_by_role("button", name="受理").click()
    expect(page.get_by_text("已受理，由审核组长继续办理。")).to_be_visible()


def the_auditor_evaluates(page, case, look):
    """Documents and site are reported, and one nonconformity is raised."""
    page.goto(case)
    finds_shut(page, case + "return/")
    for element, what in (
        ("文件审查", "材料齐全，与标准逐条对应。"),
        ("现场检查", "抽查三批，均可追溯到地块。"),
    ):
        form = unfolded(page, "记录评价环节结果")
        form.get_by_label(element).check()
        form.get_by_label("符合", exact=True).check()
        form.get_by_label("事实描述").fill(what)
        form.get_by_label("开始日期").fill(TODAY)
        form.get_by_label("结束日期").fill(TODAY)
        form.get_by_label("人日").fill("2")
        form.get_by_role("button", name="记录评价环节结果").click()
        expect(page.get_by_role("status")).to_contain_text("已记录。")

    form = unfolded(page, "开具不符合项")
    form.get_by_label("条款").select_option(label="4.2 原料")
    form.get_by_label("主要不符合").check()
    form.get_by_label("事实描述").fill("两批原料没有登记采挖日期。")
    look(page, "body-nonconformity")
    form.get_by_role("button", name="开具不符合项").click()
    expect(page.get_by_text("已开具，等待企业整改。")).to_be_visible()
    look(page, "body-case-evaluated")


def the_enterprise_corrects(page, own, look, folder):
    """The video of the correction is too large: it is told so before sending, and its words are kept."""
    page.goto(own)
    page.get_by_role("link", name="答复不符合项").first.click()
    page.get_by_label("采取了哪些整改措施？如何防止再次发生？").fill("已补录采挖日期，今后当日登记。")
    page.get_by_label("整改照片或者证明文件").set_input_files(heavy_paper(folder / "整改.pdf"))
    page.get_by_role("button", name="提交答复").click()
    expect(page.get_by_text("最多可传 20 MB")).to_be_visible()
    look(page, "enterprise-nonconformity")
    expect(page.get_by_label("采取了哪些整改措施？如何防止再次发生？")).to_have_value(
        "已补录采挖日期，今后当日登记。"
    )
    page.get_by_label("整改照片或者证明文件").set_input_files(paper("整改.png"))
    page.get_by_role("button", name="提交答复").click()
    expect(page.get_by_text("答复已提交，待审核组验证。")).to_be_visible()
    look(page, "enterprise-corrected")


def the_auditor_concludes(page, case, look, expected_statuses):
    """The correction is verified; the test report comes with one value typed wrongly, and is put right."""
    page.goto(case)
    form = unfolded(page, "验证整改")
    form.get_by_label("整改有效，予以关闭").check()
    form.get_by_label("验证情况").fill("登记齐全，抽查两批属实。")
    form.get_by_role("button", name="验证整改").click()
    expect(page.get_by_role("status")).to_contain_text("已验证。")

    expected_statuses.add(422)
    page.get_by_role("link", name="录入检验报告").click()
    page.get_by_label("报告编号").fill("示例-JC-0088")
    page.get_by_label("实验室").fill("示例检验检测中心")
    page.get_by_label("CMA证书编号").fill("240500140001")
    page.get_by_label("CMA有效期至").fill("2030-03-31")
    page.get_by_label("样品编号").fill("YP-0088")
    page.get_by_label("抽样日期").fill(TODAY)
    page.get_by_label("检验日期").fill(TODAY)
    page.get_by_label("松果菊苷和毛蕊花糖苷总量").fill("0.58")
    page.get_by_label("水分").fill("7.90015")  # more digits than any laboratory reports
    page.get_by_label("二氧化硫残留量").fill("4")
    page.get_by_role("button", name="录入报告").click()
    expect(page.get_by_role("alert")).to_contain_text("水分")
    expect(page.get_by_label("松果菊苷和毛蕊花糖苷总量")).to_have_value("0.58")
    expect(page.get_by_label("水分")).to_have_value("7.90015")
    look(page, "body-test-report")
    page.get_by_label("水分").fill("7.9")
    page.get_by_role("button", name="录入报告").click()
    expect(page.get_by_text("已录入，各项结果已与限值比对。")).to_be_visible()

    form = unfolded(page, "记录评价环节结果")
    form.get_by_label("产品检验").check()
    form.get_by_label("符合", exact=True).check()
    form.get_by_label("事实描述").fill("全部指标已检验，均在限值以内。")
    form.get_by_label("开始日期").fill(TODAY)
    form.get_by_label("结束日期").fill(TODAY)
    form.get_by_role("button", name="记录评价环节结果").click()
    expect(page.get_by_role("status")).to_contain_text("已记录。")

    unfolded(page, "结束评价").get_by_role("button", name="结束评价").click()
    expect(page.get_by_text("评价已结束，由复核人员继续办理。")).to_be_visible()
    look(page, "body-case-concluded")


def the_reviewer_recommends(page, case, look):
    """Somebody who did not evaluate reads the whole case, at night."""
    page.goto(case)
    page.get_by_role("button", name="切换深浅色").first.click()
    finds_shut(page, case + "test-report/")
    form = unfolded(page, "提出复核意见")
    form.get_by_label("同意认证", exact=True).check()
    form.get_by_label("理由").fill("评价完整，证据充分。")
    look(page, "body-review-dark")
    form.get_by_role("button", name="提出复核意见").click()
    expect(page.get_by_text("已复核，由认证决定人员继续办理。")).to_be_visible()


def the_certifier_decides(page, case, look):
    """The first signature."""
    page.goto(case)
    finds_shut(page, case + "return/")
    form = unfolded(page, "作出认证决定")
    form.get_by_label("同意认证", exact=True).check()
    form.get_by_label("理由").fill("同意复核意见。")
    look(page, "body-decide")
    form.get_by_role("button", name="作出认证决定").click()
    expect(page.get_by_text("已作出认证决定，由机构负责人签发。")).to_be_visible()


def the_head_countersigns(page, case, look):
    """The second signature issues the certificate. The head reads English, on a phone."""
    page.goto(case)
    look(page, "body-countersign-english")
    finds_shut(page, case + "test-report/")
    unfolded(page, "Countersign").get_by_role("button", name="Countersign").click()
    expect(page.get_by_text("Countersigned. The case is concluded.")).to_be_visible()
    look(page, "body-case-granted-english")


def the_certificate_can_be_read_and_printed(page, own, look, folder):
    """Its page, and a PDF whose code leads to that page."""
    page.goto(own)
    look(page, "enterprise-granted")
    page.get_by_role("link", name="查看证书").click()
    expect(page.get_by_text(ENTERPRISE).first).to_be_visible()
    expect(page.get_by_text("有效", exact=True).first).to_be_visible()
    look(page, "certificate")
    certificate = page.url
    address = page.get_by_role("link", name="下载证书PDF").get_attribute("href")
    file = folder / "certificate.pdf"
    file.write_bytes(page.request.get(address).body())
    (sheet,) = pypdf.PdfReader(file).pages
    assert PRODUCT in sheet.extract_text()
    led_to = [code.text for picture in sheet.images for code in zxingcpp.read_barcodes(picture.image)]
    assert led_to == [certificate]
    return certificate


def the_enterprise_orders_labels(page, certificate, look, expected_statuses, folder):
    """More than the quota is refused with what is left; within it, the file of codes is there at once."""
    number = certificate.rstrip("/").rpartition("/")[2]
    page.goto("/enterprise/labels/")
    look(page, "enterprise-labels-before")
    page.goto(f"/enterprise/labels/order/{number}/")
    page.get_by_label("生产批号").fill("PC-0088")
    page.get_by_label("生产日期").fill(TODAY)
    page.get_by_label("标签数量（枚）").fill("999999")
    page.get_by_role("button", name="申领").click()
    expect(page.get_by_role("alert")).to_contain_text("最多还能申领")
    expect(page.get_by_label("生产批号")).to_have_value("PC-0088")
    look(page, "enterprise-labels-refused")
    page.get_by_label("标签数量（枚）").fill("120")
    page.get_by_role("button", name="申领").click()
    expect(page.get_by_text("已生成120枚标签。")).to_be_visible()
    look(page, "enterprise-batch")

    with page.expect_download() as download:
        page.get_by_role("link", name="下载编码文件（CSV）").click()
    file = folder / Path(download.value.suggested_filename)
    download.value.save_as(file)
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["serial"] for row in rows] == [str(serial) for serial in range(1, 121)]
    page.goto("/enterprise/labels/")
    look(page, "enterprise-labels")
    return rows[0]["url"]

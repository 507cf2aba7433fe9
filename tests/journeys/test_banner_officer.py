"""The officer of a banner works on that banner, and nothing of the others can be found, opened, or sent in."""

import io
import re

import xlsxwriter
from playwright.sync_api import expect

from tests.journeys.pages import NOT_FOUND, finds_shut
from tests.journeys.papers import MEDIA_TYPES

OWN = "示例·右旗驼绒牧业专业合作社"
OTHERS = "示例·左旗绵羊牧业有限公司"
LEAGUE = "阿拉善盟"


def test_a_banner_officer_sees_the_banner_only(sign_in, look, expected_statuses):
    league = sign_in("league")
    league.goto(f"/desk/enterprises/?q={OTHERS}")
    beyond = league.get_by_role("link", name=OTHERS).first.get_attribute("href")
    league.goto("/desk/applications/?q=绵羊羊腿")
    case = league.get_by_role("link", name=re.compile("^SQ-")).get_attribute("href")

    # The dashboard counts the banner: the same number as in the league's line of that banner.
    league.goto("/desk/")
    line = league.get_by_role("region", name="旗区推进情况").first.get_by_role("row", name="阿拉善右旗")
    listed, members, _open, certified = line.get_by_role("cell").all_inner_texts()[1:]
    page = sign_in("right", width=390)
    main = page.get_by_role("main")
    expect(main.get_by_role("link", name="获证企业")).to_contain_text(certified)
    expect(main.get_by_role("link", name="培育库企业")).to_contain_text(members)
    expect(page.get_by_role("region", name="旗区推进情况")).to_have_count(0)
    look(page, "banner-dashboard")

    # The list holds its own enterprises, and offers no other banner to choose.
    page.goto("/desk/enterprises/")
    expect(page.get_by_role("status")).to_have_text(f"{listed}家企业")
    expect(page.get_by_role("row", name=OWN)).to_be_visible()
    expect(page.get_by_role("row").filter(has_text=re.compile("左旗|额济纳"))).to_have_count(0)
    expect(page.get_by_label("旗区", exact=True)).to_have_count(0)
    look(page, "banner-ledger")

    # Nor does the search find what is elsewhere, by name, by number or by product.
    for typed in (OTHERS, "绵羊羊腿", "MZ202615292300001"):
        page.goto("/desk/search/")
        page.get_by_label("名称、编号、产品、联系人或拼音").fill(typed)
        main.get_by_role("button", name="查询").click()
        expect(page.get_by_text("辖区内未找到相关内容")).to_be_visible()
    look(page, "banner-search")

    # A direct address leads nowhere: it does not even say that there is something.
    expected_statuses.add(NOT_FOUND)
    for address in (
        beyond,
        f"{beyond}correct/",
        f"{beyond}visits/new/",
        case,
        "/desk/certificates/MZ202615292300001/",
    ):
        finds_shut(page, address, status=NOT_FOUND)

    # Cases and the pool are the banner's own as well.
    for address in ("/desk/applications/", "/desk/pool/", "/desk/visits/", "/desk/certificates/"):
        page.goto(address)
        expect(main.get_by_text(OWN).first).to_be_visible()
        expect(main.get_by_text(re.compile("示例·(左旗|额济纳)"))).to_have_count(0)


def test_a_workbook_with_rows_of_other_banners_is_refused_row_by_row(sign_in, look):
    page = sign_in("right")
    page.goto("/desk/enterprises/import/")
    page.get_by_label("工作簿（.xlsx、.xls或.csv）").set_input_files(
        {"name": "全盟台账.xlsx", "mimeType": MEDIA_TYPES["xlsx"], "buffer": ledger_of_the_league()}
    )
    page.get_by_role("button", name="上传并核对").click()

    # Its own row is good; those of others are refused, and the known enterprise of another banner is not told.
    wrong = page.get_by_role("region", name="须改正的行").first
    expect(wrong.get_by_role("row")).to_have_count(1 + 2)
    for banner in ("阿拉善左旗", "额济纳旗"):
        expect(wrong.get_by_text(f"“{banner}”不在您的辖区，只能导入本辖区的企业。")).to_be_visible()
    expect(page.get_by_role("button", name="只导入无误的1行")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("导入全部"))).to_have_count(0)
    look(page, "banner-import")

    # It puts the workbook aside: the ledger is as it was.
    page.get_by_role("button", name="放弃本次导入").click()
    expect(page.get_by_text("已放弃导入，台账未作改动。").first).to_be_visible()
    page.goto("/desk/enterprises/?q=行程")
    expect(page.get_by_text("没有符合条件的企业")).to_be_visible()


def ledger_of_the_league() -> bytes:
    """One row of each banner."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("企业")
        sheet.write_row(0, 0, ["企业名称", "统一社会信用代码", "所属旗区", "产业"])
        sheet.write_row(1, 0, ["示例·行程右旗企业", "", "阿拉善右旗", "驼奶"])
        sheet.write_row(2, 0, ["示例·行程左旗企业", "", "阿拉善左旗", "驼奶"])
        sheet.write_row(3, 0, ["示例·行程额济纳企业", "", "额济纳旗", "驼奶"])
    return content.getvalue()

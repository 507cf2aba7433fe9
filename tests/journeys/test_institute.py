"""The institute drafts and publishes standards, answers proposals, and admits experts."""

import re

from playwright.sync_api import expect

from tests.journeys.pages import unfolded

NUMBER, TITLE = "T/NMSP MZB01.990-2026", "农产品 阿拉善沙葱（演示）"


def test_a_standard_is_drafted_published_and_read_by_everybody(sign_in, new_page, look, expected_statuses):
    page = sign_in("institute")
    page.goto("/desk/standards/")
    look(page, "standards-desk")
    page.get_by_role("link", name="录入已有标准").click()
    page.get_by_role("textbox", name="编号").fill(NUMBER)
    page.get_by_role("textbox", name="名称", exact=True).fill(TITLE)
    page.get_by_label("英文名称").fill("Farm products: Alxa sand leek (demonstration)")
    page.get_by_label("阿拉善沙葱及制品").check()
    page.get_by_label("适用地区").select_option(label="阿拉善盟")
    page.get_by_label("真实编号或者文本未公布，此为占位").check()
    look(page, "standard-new")
    page.get_by_role("button", name="起草", exact=True).click()
    expect(page.get_by_text("已建立草案，请逐条录入要求。")).to_be_visible()
    written = page.url

    # Nobody else sees a draft.
    expected_statuses.add(404)
    reader = new_page(width=390)
    public = f"/standards/{NUMBER}/"
    assert reader.goto(public).status == 404

    # The chapters that every standard has, then clause by clause: where it comes from, and what is measured.
    page.get_by_role("button", name="列出通用章节").click()
    form = edited(page, "4.1 地域要求")
    form.get_by_label("条文").fill("产自阿拉善盟行政区域内。")
    form.locator("summary", has_text="产品来源地域").click()
    form.get_by_label("阿拉善盟", exact=True).check()
    form.get_by_role("button", name="保存").click()
    expect(clause(page, "4.1 地域要求")).to_contain_text("产自阿拉善盟行政区域内。")
    form = edited(page, "4.4 质量指标")
    form.get_by_label("条文").fill("应当符合下列限量。")
    form.get_by_label("条文").press("Control+Enter")
    expect(clause(page, "4.4 质量指标")).to_contain_text("应当符合下列限量。")

    # One more clause, where it belongs; it takes its number by itself.
    tools = clause(page, "4.3 生产加工要求")
    tools.locator("summary", has_text="插入").click()
    tools.get_by_role("link", name="之后").click()
    form = page.locator("#new")
    form.get_by_label("条款标题").fill("采收要求")
    form.get_by_label("要求类别").select_option(label="过程要求")
    form.get_by_label("条文").fill("现蕾前采收。")
    look(page, "clause-new")
    form.get_by_role("button", name="插入").click()
    expect(page.get_by_role("heading", name="4.4 采收要求")).to_be_visible()

    # A limit, with the national one beside it.
    measured = clause(page, "4.5 质量指标")
    measured.get_by_role("link", name="增加指标").click()
    measured.get_by_label("项目").fill("铅（以Pb计）")
    measured.get_by_label("单位").fill("mg/kg")
    measured.get_by_role("combobox", name="限值").select_option(label="不高于")
    measured.get_by_label("限量值").fill("0.1")
    measured.get_by_label("国家标准限值").fill("0.3")
    measured.get_by_label("国家标准", exact=True).fill("GB 2762-2022")
    measured.get_by_label("检验方法").fill("GB 5009.12")
    measured.get_by_role("button", name="增加指标").click()
    expect(page.get_by_role("row", name="铅（以Pb计）")).to_contain_text("≤ 0.1 mg/kg")
    look(page, "standard-draft")

    # Published, it stands on the portal as it was drafted, and is changed no more.
    page.get_by_role("navigation", name="当前位置").get_by_role("link", name=NUMBER[:-5]).click()
    form = unfolded(page, "发布")
    form.get_by_role("button", name="发布").click()
    expect(page.get_by_text("标准已发布。")).to_be_visible()
    look(page, "standard-desk")
    expect(page.get_by_role("link", name="编辑文本")).to_have_count(0)
    page.goto(written)
    expect(page.get_by_role("heading", name="4.5 质量指标")).to_be_visible()
    expect(page.get_by_role("main").locator("[data-edit]")).to_have_count(0)
    reader.goto("/standards/")
    reader.get_by_label("编号或者名称").fill("990")
    reader.get_by_role("button", name="查询").click()
    reader.get_by_role("link", name=TITLE).click()
    expect(reader.get_by_role("heading", name=TITLE, level=1)).to_be_visible()
    limit = reader.get_by_role("row", name="铅（以Pb计）")
    expect(limit).to_contain_text("≤ 0.1 mg/kg")
    expect(limit).to_contain_text("≤ 0.3 mg/kg")
    expect(limit).to_contain_text("严于国标")
    look(reader, "standard-published")


def clause(page, heading: str):
    """A clause of the text, as it stands in the editor."""
    return page.locator("section[data-clause]").filter(has=page.get_by_role("heading", name=heading))


def edited(page, heading: str):
    """The form of a clause, opened where the clause stands."""
    place = clause(page, heading).get_attribute("id")
    page.locator(f"#{place}").get_by_role("link", name="编辑", exact=True).click()
    return page.locator(f"#{place}")


def test_a_proposal_is_answered_and_an_expert_admitted(sign_in, look):
    league, institute = sign_in("league"), sign_in("institute")
    experts = experts_counted(league)

    # The league proposes what still lacks a standard, and recommends who knows it.
    league.goto("/desk/proposals/new/")
    league.get_by_label("所属征集").select_option(label="不属于任何征集，自行申报")
    league.get_by_label("拟研制标准内容").fill("阿拉善沙葱酱（演示）")
    league.get_by_label("申报理由").fill("已有两家企业生产，尚无认证标准。")
    league.get_by_label("申报单位").select_option(label="阿拉善盟市场监督管理局")
    look(league, "proposal-new")
    league.get_by_role("button", name="申报", exact=True).click()
    expect(league.get_by_text("已申报，等待研制机构答复。")).to_be_visible()
    league.goto("/desk/experts/new/")
    league.get_by_label("姓名").fill("示例专家 旅程")
    league.get_by_label("标准化").check()
    league.get_by_label("从业起始年份").fill("2012")
    league.get_by_role("button", name="推荐", exact=True).click()
    expect(league.get_by_text("已推荐，由研制机构决定是否入库。")).to_be_visible()
    expect(league.get_by_role("button", name="批准入库")).to_have_count(0)

    # The institute answers.
    institute.goto("/desk/proposals/")
    institute.get_by_role("link", name="阿拉善沙葱酱（演示）").click()
    institute.get_by_label("答复", exact=True).fill("列入2027年研制计划。")
    institute.get_by_role("button", name="列入计划").click()
    expect(institute.get_by_text("已答复。")).to_be_visible()
    expect(institute.get_by_role("main")).to_contain_text("列入2027年研制计划。")
    look(institute, "proposal")

    # And admits the expert, who is counted from that day.
    institute.goto("/desk/experts/?state=recommended")
    look(institute, "experts")
    institute.get_by_role("link", name="示例专家 旅程").click()
    admission = institute.locator("details", has_text="批准入库")
    admission.locator("summary").click()
    for criterion in admission.get_by_role("textbox").all():
        if criterion.evaluate("each => each.tagName") == "TEXTAREA":
            criterion.fill("演示：已核对材料")
    look(institute, "expert-admission")
    admission.get_by_role("button", name="批准入库").click()
    expect(institute.get_by_role("main").get_by_text("在库").first).to_be_visible()
    look(institute, "expert")
    assert experts_counted(league) == experts + 1


def experts_counted(page) -> int:
    """The figure on the dashboard."""
    page.goto("/desk/")
    figure = page.get_by_role("main").get_by_role("link", name="技术专家").inner_text()
    return int(re.search(r"\d+", figure)[0])

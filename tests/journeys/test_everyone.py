"""Anybody, without an account: what the mark asks for, who has it, how to apply, and what is new."""

import io
import re
from pathlib import Path

import openpyxl
import pypdf
import pytest
from playwright.sync_api import expect

DEMO = Path(__file__).resolve().parent.parent.parent / "demo" / "alxa"
COOPERATIVE, CERTIFICATE = "示例·右旗驼绒牧业专业合作社", "MZ202615292200005"
NOTICE = "阿拉善盟市场监管局六举措推进“蒙”字标认证"
GOAT = "/standards/T/NMSP%20MZB02.14-2023/"
PAGES = {
    "home": "/",
    "standards": "/standards/",
    "standard": GOAT,
    "enterprises": "/enterprises/",
    "products": "/certificates/",
    "certificate": f"/certificates/{CERTIFICATE}/",
    "guide": "/how-to-apply/",
    "news": "/news/",
    "check": "/check/",
    "report": "/report/",
    "privacy": "/privacy/",
    "accessibility": "/accessibility/",
}


def menu(page, label: str):
    return page.get_by_role("navigation", name="主导航").get_by_role("link", name=label, exact=True)


def test_a_reader_finds_what_the_mark_asks_for_and_who_has_it(new_page, look):
    page = new_page(width=390)
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("“蒙”字标认证")
    look(page, "portal-home")

    # The number of standards leads to them; one is read clause by clause, beside the national limits.
    page.get_by_role("link", name="落地认证标准").click()
    expect(page.get_by_role("row", name="阿拉善山羊肉")).to_be_visible()
    menu(page, "认证标准").click()
    look(page, "portal-standards")
    page.get_by_label("编号或者名称").fill("山羊肉")
    page.get_by_role("button", name="查询").click()
    page.get_by_role("link", name="畜产品 阿拉善山羊肉").click()
    expect(page.get_by_role("heading", name=re.compile(r"^4\.1 地域要求"))).to_be_visible()
    water = page.get_by_role("row", name="水分")
    expect(water).to_contain_text("≤ 76 g/100 g")
    expect(water).to_contain_text("≤ 78 g/100 g")
    expect(water).to_contain_text("严于国标 2 g/100 g")
    look(page, "portal-standard")

    # Enterprises stand in the order of their names, and no list puts one above another.
    menu(page, "获证企业").click()
    expect(page.get_by_text("按企业名称拼音顺序排列")).to_be_visible()
    names = page.get_by_role("row").get_by_role("link", name=re.compile("公司|合作社")).all_inner_texts()
    assert names[:3] == [
        "阿拉善右旗神驼乳业科技有限公司",
        "内蒙古曼德拉生物科技有限公司",
        "内蒙古沙漠之神生物科技有限公司",
    ]
    assert all(name.startswith("示例·") for name in names[3:])
    look(page, "portal-enterprises")
    page.get_by_role("link", name=COOPERATIVE).click()
    expect(page.get_by_role("main")).to_contain_text("演示数据")
    look(page, "portal-enterprise")

    # Certificates in every state, and one of them with its paper.
    menu(page, "获证产品").click()
    look(page, "portal-certificates")
    page.get_by_role("link", name="驼绒原绒").click()
    expect(page.get_by_role("main")).to_contain_text(CERTIFICATE)
    expect(page.get_by_role("main")).to_contain_text("T/NMSP MZB02.906-2024")
    look(page, "portal-certificate")
    address = page.get_by_role("link", name="下载证书PDF").get_attribute("href")
    (sheet,) = pypdf.PdfReader(io.BytesIO(page.request.get(address).body())).pages
    assert CERTIFICATE in sheet.extract_text()


def test_a_producer_reads_how_to_apply(page, look):
    page.goto("/")
    page.get_by_role("link", name="查看完整指南").click()
    rules = page.get_by_role("main")
    expect(rules.get_by_text("任何单位都可以申请。")).to_be_visible()
    for part in ("程序", "申请材料", "办理时限", "收费", "联系方式"):
        page.get_by_role("navigation", name="目录").get_by_role("link", name=part).click()
        expect(page.get_by_role("heading", name=part, exact=True)).to_be_in_viewport()
    look(page, "portal-guide")

    # The documents are those of the chosen kind of product, as the rulebook lists them.
    documents = page.get_by_role("region", name="申请材料").first
    page.get_by_label("产品种类").select_option(label="阿拉善盐藻")
    choose = documents.get_by_role("button", name=re.compile("查看|显示|选择"))
    if choose.count():
        choose.click()
    expect(documents).not_to_contain_text("动物防疫条件合格证")
    page.get_by_label("产品种类").select_option(label="阿拉善羊肉")
    if choose.count():
        choose.click()
    expect(documents).to_contain_text("动物防疫条件合格证")
    look(page, "portal-guide-documents")


def test_an_author_asks_for_a_clipped_article_to_be_removed(page, sign_in, look, expected_statuses):
    page.goto("/news/")
    look(page, "portal-news")
    page.get_by_role("link", name=NOTICE).click()

    # Title, time, author, source, the link to the original and the disclaimer: nothing is left out.
    expect(page.get_by_role("heading", name=NOTICE, level=1)).to_be_visible()
    article = page.get_by_role("article")
    for part in (
        "2024年12月11日 02:43",
        "作者：佚名",
        "来源：内蒙古自治区市场监督管理局",
        "[免责声明]",
        "30日内",
    ):
        expect(article).to_contain_text(part)
    expect(article.get_by_role("link")).to_have_attribute(
        "href", "http://amr.nmg.gov.cn/zw/jcdt/202412/t20241206_2620503.html"
    )
    # The other headlines that stood above it on the page are left out; the text is whole.
    assert article.get_by_text("截至目前,").count() == 1
    look(page, "portal-article")

    # Whoever it concerns may ask for its removal; what is missing is said, and nothing typed is lost.
    page.get_by_text("申请删除本文").click()
    page.get_by_label("为什么要删除？").fill("文中企业名称有误（演示）。")
    expected_statuses.add(422)
    page.locator("#removal").get_by_role("button").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("为什么要删除？")).to_have_value("文中企业名称有误（演示）。")
    look(page, "portal-removal")
    page.locator("#removal").get_by_role("textbox").last.fill("0483-0000042")
    page.locator("#removal").get_by_role("button").click()
    expect(page.get_by_text("已收到您的申请，将按您留下的联系方式答复。")).to_be_visible()

    # The officer has it to answer.
    officer = sign_in("league")
    officer.goto("/desk/tasks/")
    officer.get_by_role("link", name=f"撤稿请求：{NOTICE}").first.click()
    expect(officer.locator("#requests").get_by_text("文中企业名称有误（演示）。")).to_be_visible()
    look(officer, "article-desk")


@pytest.fixture(scope="module")
def data() -> str:
    """All Chinese that the demonstration brought along: names, products, standards, articles."""
    texts = [path.read_text(encoding="utf-8") for path in DEMO.rglob("*") if path.suffix in {".toml", ".txt"}]
    book = openpyxl.load_workbook(DEMO / "ledger.xlsx", read_only=True)
    texts += [
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell
    ]
    return re.sub(r"\s", "", "".join(texts))


def test_the_whole_portal_is_there_in_english(new_page, look, data):
    page = new_page(width=390)
    page.goto("/")
    page.get_by_role("button", name="EN").click()
    expect(page.get_by_role("heading", name="“Meng” mark certification")).to_be_visible()

    for name, address in PAGES.items():
        page.goto(address)
        expect(page.locator("html")).to_have_attribute("lang", "en")
        look(page, f"en-{name}")
        foreign = [text for text in chinese_on(page) if text not in data]
        assert foreign == [], f"{address} has Chinese that is no data"
    expect(page.get_by_role("link", name="12315")).to_be_visible()


def chinese_on(page) -> list[str]:
    """The runs of Chinese in what a reader sees or hears, but for the button that leads back to Chinese."""
    texts = page.evaluate(
        """() => {
            const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
            const found = [];
            while (walker.nextNode()) {
                const above = walker.currentNode.parentElement;
                if (!above.closest('script, style, .seal, svg, [lang^=zh]')) found.push(walker.currentNode.data);
            }
            for (const name of ['alt', 'title', 'placeholder', 'aria-label', 'content', 'data-l'])
                for (const each of document.querySelectorAll(`[${name}]:not([lang^=zh], [lang^=zh] *)`))
                    found.push(each.getAttribute(name));
            return found;
        }"""
    )
    return [run for text in texts for run in re.findall(r"[\u4e00-\u9fff]+", text)]


def test_the_keyboard_is_enough(page, look):
    page.goto("/")

    # The first stop jumps over the menu.
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="跳到主要内容")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    look(page, "portal-skip-link")
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()

    # The menu is reached and followed; the page that is open is named.
    press_until(page, menu(page, "认证标准"), "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="认证标准", level=1)).to_be_visible()
    expect(menu(page, "认证标准")).to_have_attribute("aria-current", "page")

    # A search is typed and sent; what it found is opened.
    press_until(page, page.get_by_label("编号或者名称"))
    page.keyboard.type("驼乳片")
    page.keyboard.press("Enter")
    expect(page.get_by_role("row")).to_have_count(2)
    press_until(page, page.get_by_role("link", name="畜产品 阿拉善驼乳片"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="畜产品 阿拉善驼乳片", level=1)).to_be_visible()


def press_until(page, wanted, key: str = "Tab") -> None:
    """Press a key until this has the focus, as somebody would who cannot use a mouse."""
    for _ in range(60):
        page.keyboard.press(key)
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{key} does not reach {wanted}")


def test_large_print_and_dark_stay_on_every_page(page, look):
    page.goto("/")
    ordinary = size_of_text(page)

    page.get_by_role("button", name="大字模式").click()
    expect(page.get_by_role("button", name="大字模式")).to_have_attribute("aria-pressed", "true")
    assert size_of_text(page) > ordinary
    look(page, "portal-home-large")
    page.goto(GOAT)
    assert size_of_text(page) > ordinary
    look(page, "portal-standard-large")
    page.get_by_role("button", name="大字模式").click()

    page.get_by_role("button", name="切换深浅色").click()
    for name in ("home", "standard", "products", "certificate", "guide"):
        page.goto(PAGES[name])
        expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
        look(page, f"dark-{name}")


def size_of_text(page) -> float:
    """The size of running text, in pixels."""
    return page.evaluate("parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)")

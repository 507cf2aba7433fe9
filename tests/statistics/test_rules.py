"""The paragraph that states the figures."""

from datetime import date

import pytest

from yinxin.statistics.rules import OF_THE_NOTICE, Figure, Part, Row, bulletin, text_of

DAY = date(2024, 12, 6)
NAMES = (
    "内蒙古曼德拉生物科技有限公司",
    "阿拉善右旗神驼乳业科技有限公司",
    "内蒙古沙漠之神生物科技有限公司",
)


def rows(*names):
    return tuple(Row(f"x/{number}", name, "", DAY) for number, name in enumerate(names))


def of_the_notice(**counts):
    given = dict.fromkeys(OF_THE_NOTICE, 0) | counts
    figures = {name: Figure(name, DAY, rows(*map(str, range(count)))) for name, count in given.items()}
    certified = counts.get("enterprises_certified", 0)
    return figures | {"enterprises_certified": Figure("enterprises_certified", DAY, rows(*NAMES[:certified]))}


FULL = of_the_notice(
    standards_published=12,
    experts_in_pool=20,
    enterprises_in_pool=13,
    standards_proposed_this_year=5,
    enterprises_certified=3,
)


def test_the_figures_of_the_notice_make_its_last_paragraph():
    assert text_of(bulletin(FULL, division="阿拉善盟", as_of=DAY)) == (
        "截至目前（2024年12月6日），阿拉善盟累计发布12项“蒙”字标认证标准，20名技术专家进入“蒙”字标技术专家库，"
        "13家企业进入“蒙”字标认证企业培育库。2024年已申报5项“蒙”字标标准。内蒙古曼德拉生物科技有限公司、"
        "阿拉善右旗神驼乳业科技有限公司、内蒙古沙漠之神生物科技有限公司已获得“蒙”字标认证，获证企业数量达到3家。"
    )


def test_it_is_written_in_english_too():
    assert text_of(bulletin(FULL, division="Alxa League", as_of=DAY, language="en")) == (
        "As of 6 December 2024, Alxa League has 12 published Meng mark standards, 20 technical experts in the "
        "expert pool and 13 enterprises in the cultivation pool. In 2024, 5 standards were proposed. "
        "内蒙古曼德拉生物科技有限公司, 阿拉善右旗神驼乳业科技有限公司 and 内蒙古沙漠之神生物科技有限公司 hold "
        "certificates in force: 3 certified enterprises in all."
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_figure_is_a_part_of_its_own_that_can_lead_to_its_rows(language):
    parts = bulletin(FULL, division="阿拉善盟", as_of=DAY, language=language)

    stated = [part for part in parts if part.figure]
    assert stated == [
        Part("12", "standards_published"),
        Part("20", "experts_in_pool"),
        Part("13", "enterprises_in_pool"),
        Part("5", "standards_proposed_this_year"),
        Part("3", "enterprises_certified"),
    ]


def test_what_is_zero_is_left_out():
    parts = bulletin(of_the_notice(experts_in_pool=1), division="阿拉善盟", as_of=DAY)

    assert text_of(parts) == (
        "截至目前（2024年12月6日），阿拉善盟1名技术专家进入“蒙”字标技术专家库。"
        "目前尚无企业持有有效的“蒙”字标认证证书。"
    )


def test_a_single_enterprise_stands_alone():
    parts = bulletin(of_the_notice(enterprises_certified=1), division="阿拉善盟", as_of=DAY)

    assert text_of(parts).endswith("。内蒙古曼德拉生物科技有限公司已获得“蒙”字标认证，获证企业数量达到1家。")


def test_a_division_with_nothing_says_so():
    none = of_the_notice()

    assert text_of(bulletin(none, division="阿拉善盟", as_of=DAY)) == (
        "截至目前（2024年12月6日），阿拉善盟尚无认证标准发布，专家库和企业培育库尚无记录。"
        "目前尚无企业持有有效的“蒙”字标认证证书。"
    )
    assert text_of(bulletin(none, division="Alxa", as_of=DAY, language="en")) == (
        "As of 6 December 2024, Alxa has no published standard, and nobody in its pools. "
        "No enterprise holds a certificate in force."
    )

"""The capacities in which a person acts. A person holds an *office*: a role for one unit (see `yinxin.people`)."""

from enum import StrEnum


class Role(StrEnum):
    """Who may do what is written with these names in the lifecycle tables and on the views."""

    LEAGUE_OFFICER = "league_officer"  # 盟级监管人员
    BANNER_OFFICER = "banner_officer"  # 旗级监管人员
    INSPECTOR = "inspector"  # 监督检查人员
    INSTITUTE_OFFICER = "institute_officer"  # 标准研制机构人员
    ASSOCIATION = "association"  # 协会经办人
    EXPERT = "expert"  # 技术专家
    ENTERPRISE = "enterprise"  # 企业经办人
    ACCEPTANCE_OFFICER = "acceptance_officer"  # 受理人员
    LEAD_AUDITOR = "lead_auditor"  # 审核组长
    REVIEWER = "reviewer"  # 复核人员
    CERTIFIER = "certifier"  # 认证决定人员
    HEAD_OF_BODY = "head_of_body"  # 认证机构负责人
    CALENDAR = "calendar"  # the nightly job: what happens because a day has come


REGULATORS = frozenset({Role.LEAGUE_OFFICER, Role.BANNER_OFFICER, Role.INSPECTOR})
BODY_ROLES = frozenset(
    {
        Role.ACCEPTANCE_OFFICER,
        Role.LEAD_AUDITOR,
        Role.REVIEWER,
        Role.CERTIFIER,
        Role.HEAD_OF_BODY,
    },
)
HUMAN_ROLES = frozenset(Role) - {Role.CALENDAR}

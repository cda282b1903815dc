"""Titles of office made comparable: "Secretary of Defense", "defence minister" and "Defence Secretary" are one key."""

from __future__ import annotations

import re

from kg.lexicon.gazetteer.fold import fold

#: Portfolios: the words of each that mean the same.
_PORTFOLIOS = {
    "defence": "defence defense war national-defence national-defense armed-forces",
    "foreign": "foreign foreign-affairs external-affairs foreign-relations external-relations state international-affairs "
    "foreign-and-commonwealth-affairs foreign-commonwealth-and-development-affairs europe-and-foreign-affairs",
    "interior": "interior home home-affairs internal-affairs",
    "finance": "finance treasury economy-and-finance",
    "justice": "justice",
    "economy": "economy economic-affairs economics",
    "trade": "trade commerce international-trade business-and-trade",
    "energy": "energy",
    "health": "health health-and-human-services",
    "education": "education",
    "agriculture": "agriculture",
    "labour": "labour labor employment",
    "transport": "transport transportation",
    "information": "information communications",
    "environment": "environment",
    "security": "security national-security public-security homeland-security",
    "intelligence": "intelligence",
    "development": "development international-development",
    "culture": "culture",
    "industry": "industry",
    "housing": "housing",
    "digital": "digital",
    "emergencies": "emergencies emergency-situations",
}
_PORTFOLIO = {word.replace("-", " "): name for name, words in sorted(_PORTFOLIOS.items()) for word in words.split()}

#: Titles that are no ministry: key and its other wordings, "*" before what heads a state, an army, a body.
_TITLES = {
    "president": "president head-of-state state-president federal-president president-of-the-republic",
    "prime-minister": "prime-minister premier head-of-government pm chairman-of-the-council-of-ministers taoiseach "
    "president-of-the-government president-of-the-council-of-ministers minister-president",
    "chancellor": "chancellor federal-chancellor",
    "finance-minister": "chancellor-of-the-exchequer",
    "vice-president": "vice-president",
    "vice-premier": "deputy-prime-minister vice-premier vice-prime-minister deputy-premier",
    "monarch": "king queen emperor monarch sultan emir amir sheikh grand-duke",
    "crown-prince": "crown-prince crown-princess",
    "prince": "prince princess",
    "supreme-leader": "supreme-leader paramount-leader",
    "pope": "pope pontiff",
    "spokesperson": "spokesman spokeswoman spokesperson press-secretary press-officer white-house-press-secretary",
    "secretary-general": "secretary-general general-secretary sec-gen",
    "ambassador": "ambassador permanent-representative",
    "envoy": "envoy special-envoy special-representative emissary special-presidential-envoy presidential-envoy",
    "national-security-adviser": "national-security-adviser national-security-advisor",
    "adviser": "adviser advisor senior-adviser senior-advisor counsellor counselor aide top-aide",
    "chief-of-staff": "chief-of-staff",
    "chief-of-the-general-staff": "chief-of-the-general-staff chief-of-general-staff chief-of-the-defence-staff "
    "chairman-of-the-joint-chiefs-of-staff chief-of-defence-staff army-chief",
    "commander": "commander commander-in-chief supreme-commander",
    "general": "general gen lieutenant-general major-general brigadier-general brigadier army-general",
    "admiral": "admiral vice-admiral rear-admiral",
    "colonel": "colonel col lieutenant-colonel",
    "captain": "captain capt",
    "marshal": "marshal field-marshal",
    "major": "major",
    "speaker": "speaker parliament-speaker parliamentary-speaker house-speaker speaker-of-the-house "
    "speaker-of-the-house-of-representatives speaker-of-parliament",
    "majority-leader": "majority-leader senate-majority-leader house-majority-leader",
    "minority-leader": "minority-leader senate-minority-leader house-minority-leader",
    "opposition-leader": "opposition-leader leader-of-the-opposition",
    "senator": "senator sen",
    "representative": "congressman congresswoman representative rep us-representative",
    "member-of-parliament": "mp lawmaker legislator member-of-parliament deputy parliamentarian mep",
    "governor": "governor gov state-governor regional-governor",
    "central-bank-governor": "central-bank-governor central-bank-chief",
    "mayor": "mayor lord-mayor",
    "chairman": "chairman chairwoman chairperson chair",
    "chief": "chief head boss",
    "leader": "leader",
    "director": "director director-general managing-director executive-director",
    "cia-director": "cia-director director-of-the-central-intelligence-agency",
    "fbi-director": "fbi-director director-of-the-federal-bureau-of-investigation",
    "intelligence-director": "director-of-national-intelligence",
    "attorney-general": "attorney-general",
    "prosecutor": "prosecutor prosecutor-general chief-prosecutor public-prosecutor special-counsel",
    "judge": "judge justice chief-justice",
    "minister": "minister cabinet-minister",
    "secretary": "secretary cabinet-secretary",
    "diplomat": "diplomat chief-diplomat top-diplomat consul consul-general",
    "commissioner": "commissioner high-commissioner eu-commissioner european-commissioner",
    "high-representative": "high-representative foreign-policy-chief eu-foreign-policy-chief",
    "ayatollah": "ayatollah grand-ayatollah",
    "imam": "imam",
    "archbishop": "archbishop patriarch cardinal bishop",
    "dictator": "dictator strongman",
    "first-lady": "first-lady",
    "first-minister": "first-minister",
    "chief-executive": "chief-executive ceo chief-executive-officer",
}
_TITLE = {word.replace("-", " "): name for name, words in sorted(_TITLES.items()) for word in words.split()}
_BEFORE = {
    "former": "", "ex": "", "then": "", "outgoing": "", "incoming": "", "new": "", "the": "", "late": "",
    "current": "", "longtime": "", "veteran": "", "incumbent": "", "acting": "", "interim": "", "caretaker": "",
    "newly": "", "appointed": "", "elected": "", "senior": "", "federal": "", "us": "", "state duma": "",
    "deputy": "deputy-", "vice": "deputy-", "assistant": "deputy-", "under": "deputy-", "first": "", "shadow": "shadow-",
    "nominee": "", "chief": "",
}  # fmt: skip
_HEAD = r"(?:minister|secretary|chief|czar|tsar)"
_OF = re.compile(rf"({_HEAD})(?: of state)? (?:of|for) (?:the )?(.+)")
_X = re.compile(rf"(.+) ({_HEAD})")


def office(words: str) -> str | None:
    """The key of a title, the same for all its wordings; None for what is no title.

    >>> office("Secretary of Defense"), office("defence minister"), office("former deputy foreign minister")
    ('defence-minister', 'defence-minister', 'deputy-foreign-minister')
    """
    plain = fold(words).lower()
    if plain.endswith(" elect") or plain.endswith(" designate"):
        plain = plain.rsplit(" ", 1)[0]
    return _office(plain)


def _office(plain: str) -> str | None:
    known = _TITLE.get(plain) or _ministry(plain)
    if known:
        return known
    first, _, rest = plain.partition(" ")
    if rest and first in _BEFORE:
        inner = _office(rest)
        return f"{_BEFORE[first]}{inner}" if inner else None
    if plain.endswith("s") and not plain.endswith("ss"):
        return _TITLE.get(plain[:-1]) or _ministry(plain[:-1])
    return None


def _ministry(plain: str) -> str | None:
    if plain == "secretary of state":
        return "foreign-minister"
    match = _OF.fullmatch(plain)
    if match and match[2] in _PORTFOLIO:
        return f"{_PORTFOLIO[match[2]]}-minister"
    match = _X.fullmatch(plain)
    if not match or match[1] not in _PORTFOLIO or match[1] == "state":
        return None
    return f"{_PORTFOLIO[match[1]]}-{'minister' if match[2] in ('minister', 'secretary') else 'chief'}"

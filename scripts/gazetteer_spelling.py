"""Names of people: their surname, their spellings by rule, and whether two spellings may be one person's."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice, product

from rapidfuzz import fuzz

from kg.lexicon.gazetteer.fold import fold, key

#: Countries whose names stand surname first.
SURNAME_FIRST = frozenset("CN KP KR TW HK VN KH MO".split())  # noqa: SIM905
SLAVIC = frozenset("RU UA BY BG RS MK KZ KG UZ TM TJ GE AM AZ MD".split())  # noqa: SIM905
_PARTICLES = frozenset("bin bint ibn al el van von der den de del della da dos do di la le ter ben abu abd".split())  # noqa: SIM905
_SUFFIX = re.compile(
    r",?\s+(?:Jr|Sr|Dr|II|III|IV|MP|KC)\.?$|,\s*(?:Dr|Gen|Sheikh|Baron|Baroness|Viscount|Lord|Jr|Sr).*$"
)
_BEFORE = re.compile(
    r"^(?:(?:Dr|Gen|Lt|Maj|Col|Brig|Sr|Sir|Dame|Sheikh|Mr|Mrs|Ms|Prof|Rev|Hon|Capt|Adm|Ret|Ing|Marshal|Field|Ratu|Datuk|"
    r"Seri|Minister-Designate)\.?,?\s+|\(Ret\.?\)\s*)+"
)
#: Given names and words of names in the spellings that the news uses; a name with one is known with the others too.
_GROUPS = """
volodymyr|vladimir|wolodymyr
vladimir|wladimir
oleksandr|alexander|aleksandr
aleksandr|alexander|alexandr|aleksander
sergey|sergei|serguei
serhiy|serhii|sergiy|sergii
dmitry|dmitri|dmitriy|dmitrii
dmytro|dmitry
andrey|andrei|andrej
andriy|andrii
yevgeny|evgeny|yevgeni|evgeni|yevgeniy|evgenii
mykola|nikolai
nikolai|nikolay|nikolaj
aleksey|alexei|alexey|aleksei|aleksej
yuri|yury|yuriy|iurii
oleksiy|oleksii|alexei
vitaly|vitaliy|vitalii|vitali|vitalij
valery|valeri|valeriy|valerii|valerij
anatoly|anatoliy|anatolii|anatoli
gennady|gennadiy|gennadi
grigory|grigoriy|grigori
arkady|arkadiy
georgy|georgiy|georgi
mikhail|mikhael|michail
viktor|victor
maksim|maxim
tatyana|tatiana
natalya|natalia|nataliya
mariya|maria
yulia|julia|iuliia|yuliya
oleksandra|aleksandra
iryna|irina
olena|elena
yelena|elena
mohammed|mohammad|muhammad|mohamed|mohamad|muhammed
ahmed|ahmad
mahmoud|mahmud|mahmood
hussein|husain|hussain|husayn|hossein
hassan|hasan
abdullah|abdallah|abdulla
khalid|khaled
faisal|faysal
youssef|yousef|yusuf|yousuf
ibrahim|ebrahim
mustafa|mostafa|moustafa
omar|umar
saeed|said|saed|saeid
salman|selman
hamad|hamed
tamim|tameem
abdel|abdul|abd al|abd el
fattah|fatah|fattah al
sisi|sissi
assad|asad
khamenei|khamenai
netanyahu|netanyahou
benjamin|binyamin|benyamin
issac|isaac|yitzhak
ayatollah|ayatullah
lukashenko|lukashenka
zelensky|selenskyj|selensky|zelenskyj
"""
#: Short forms: they say that two names may be one person's, and make no spelling.
_SHORT = """
michael|mike
william|bill|will
robert|bob|rob
james|jim
joseph|joe
thomas|tom
daniel|dan
christopher|chris
steven|stephen|steve
richard|dick|rick
anthony|tony|antony
edward|ed|ted
matthew|matt
david|dave
elizabeth|liz
katherine|kate|kathy
donald|don
charles|chuck
gregory|greg
jeffrey|jeff
andrew|andy
ronald|ron
timothy|tim
nicholas|nick
benjamin|ben
alexander|alex
samuel|sam
kenneth|ken
lawrence|larry
gerald|jerry
"""


def _groups(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in text.split("\n"):
        words = list(filter(None, line.split("|")))
        for word in words:
            found.setdefault(word, []).extend(w for w in words if w != word)
    return found


_SPELLINGS, _NICKNAMES = _groups(_GROUPS), _groups(_SHORT)
_ENDING = re.compile(r"(?<=[bcdfghjklmnprstvwxz])(?:yy|iy|yi|ii|ij|yj|y)$")
_ENDINGS = ("y", "yy", "iy", "yi", "ii")
MOST = 60


@cache
def base_name(name: str) -> str:
    """A name without honorifics, suffixes and what stands in brackets.

    >>> base_name("Joseph R. Biden, Jr."), base_name("Dr. Rashad al-Alimi")
    ('Joseph R. Biden', 'Rashad al-Alimi')
    """
    name = re.sub(r"\s*\([^)]*\)", "", name).strip()
    name = _BEFORE.sub("", name)
    while (shorter := _SUFFIX.sub("", name)) != name and " " in shorter:
        name = shorter
    return name.strip(" ,")


def junior(name: str) -> list[str]:
    """The name with its "Jr.", where it has one: without, it may be the father's.

    >>> junior("Sanford D. Bishop, Jr."), junior("Joe Biden")
    (['Sanford D. Bishop Jr.'], [])
    """
    base = base_name(name)
    return [f"{base} Jr."] if re.search(r"\bJr\.?$", name) and base != name else []


def surname(name: str, country: str) -> str:
    """The part of a name that stands for it alone; "" where that is not one.

    >>> surname("Ursula von der Leyen", "DE"), surname("Wang Yi", "CN"), surname("Charles III", "GB")
    ('von der Leyen', 'Wang', '')
    """
    words = base_name(name).split()
    if len(words) < 2 or re.fullmatch(r"[IVX]+", words[-1]):
        return ""
    if country in SURNAME_FIRST and words[0].lower() not in _PARTICLES and len(words) <= 3:
        return words[0]
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    last = " ".join(words[start:])
    return "" if words[-1] in ("Saud", "Sabah", "Thani", "Khalifa", "Nahyan", "Maktoum", "Said") else last


def variants(name: str, country: str) -> list[str]:
    """``name`` and its other spellings by rule: without patronymics, with y, yy, iy; given names of one group."""
    name = base_name(name)
    words = name.split()
    forms = [words]
    if len(words) > 2 and country not in SURNAME_FIRST and not {w.lower() for w in words} & _PARTICLES:
        middle = words[1:-1]
        if all(re.search("(?:ovich|evich|ich|ovna|evna|ovych)$", w) for w in middle):
            forms.append([words[0], words[-1]])
    if country in ("KP", "KR") and len(words) == 3:
        forms.append([words[0], f"{words[1]}-{words[2].lower()}"])
    found: dict[str, None] = {}
    for form in forms:
        choices = [_word_variants(word, country, last=i == len(form) - 1) for i, word in enumerate(form)]
        for combination in islice(product(*choices), MOST):
            found.setdefault(" ".join(combination))
    return list(found)


def shorter(name: str) -> list[str]:
    """A name without initials, and with short forms of its given name; others may well bear these.

    >>> shorter("Michael P. Jackson")
    ['Michael Jackson', 'Mike Jackson']
    """
    words = base_name(name).split()
    kept = [words[0], *(w for w in words[1:-1] if not re.fullmatch(r"[A-Z]\.?|[A-Z]\.[A-Z]\.?", w)), *words[1:][-1:]]
    forms = [kept] if kept != words else []
    forms += [[given.capitalize(), *kept[1:]] for given in _NICKNAMES.get(kept[0].lower(), ())]
    return [" ".join(form) for form in forms if len(form) > 1]


def _word_variants(word: str, country: str, *, last: bool) -> list[str]:
    plain = fold(word).lower()
    forms = [word]
    if country in SLAVIC and last and len(plain) > 4 and _ENDING.search(plain):
        forms += [_ENDING.sub(ending, plain) for ending in _ENDINGS]
    for form in list(forms):
        forms += _SPELLINGS.get(fold(form).lower(), ())
    if plain.startswith("al ") and len(plain) > 5:
        forms += [plain[3:], f"el {plain[3:]}"]
    return list(dict.fromkeys(forms))


def same_person(one: str, other: str) -> bool:
    """Whether two names of one country may be one person's: same family name, given names that agree.

    >>> same_person("Benyamin Netanyahu", "Benjamin Netanyahu"), same_person("Ali Larijani", "Sadeq Larijani")
    (True, False)
    """
    a, b = _tokens(one), _tokens(other)
    if " bin " in one.lower() and " bin " in other.lower():
        return len(a) > 1 and len(b) > 1 and _close(a[0], b[0], 85) and _close(a[1], b[1], 85)
    a, b = _given(a), _given(b)
    if len(a) < 2 or len(b) < 2:
        return False
    if set(a) == set(b) or (set(a) < set(b) and _ends(a, b)) or (set(b) < set(a) and _ends(b, a)):
        return True
    # A name in between is at times the given name in use: "Mary Elizabeth Truss" and "Liz Truss" are left apart.
    return _close(a[-1], b[-1], 85) and _close(a[0], b[0], 80) and (len(a[0]) > 1 and len(b[0]) > 1)


def _ends(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether a name of fewer words begins like the longer one, or ends like it."""
    return short[0] in (long[0], long[-1]) or short[-1] == long[-1]


def _given(words: tuple[str, ...]) -> tuple[str, ...]:
    """Without a first Muhammad where two more words follow."""
    return words[1:] if len(words) > 2 and words[0] in ("mohammed", *_SPELLINGS["mohammed"]) else words


@cache  # a name is compared with all others of its country
def _tokens(name: str) -> tuple[str, ...]:
    return tuple(w for w in key(base_name(name)).lower().split() if w not in _PARTICLES)


def _close(one: str, other: str, least: float) -> bool:
    known = other in _SPELLINGS.get(one, ()) or other in _NICKNAMES.get(one, ())
    return one == other or known or fuzz.ratio(one, other) >= least

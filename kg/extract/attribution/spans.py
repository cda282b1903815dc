"""Source, cue and content spans as PolNeAR's guidelines mark them (Newell, Margolin & Ruths, LREC 2018).

Token ranges are half open token indices of the Doc; what leaves this module are spans in code points.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from kg.annotate.syntax import SUBJECTS, Role, lifted, role
from kg.extract.attribution.cues import LIGHT, Cue
from kg.lexicon import speech
from kg.lexicon.words import word_list
from kg.records import Span

_LINKING = word_list("extract.attribution.spans", "linking")

_CONCEDING = word_list("extract.attribution.spans", "conceding")

Range = tuple[int, int]

#: What stands between a place, or a quotation, and what follows.
DASHES = frozenset({"—", "–", "―", "--", "-"})
_OPENING = frozenset({"“", "``", "«", "„", "‘", "("})
_TRIM = frozenset({",", ";", ":", ".", "-", "–", "—", "--", "and", "but", "or"})
#: What ends a source: incidental clauses that follow the noun.
_INCIDENTAL = frozenset(
    {
        Role.RELATIVE,
        Role.NOUN_CLAUSE,
        Role.ADVERBIAL,
        Role.PUNCTUATION,
        Role.PARATAXIS,
        Role.COMPLEMENT,
        Role.COORDINATOR,
        Role.CONJUNCT,
        Role.APPOSITION,
        Role.UNCLASSIFIED,
    }
)
_AUXILIARY = frozenset({Role.AUX, Role.PASSIVE_AUX, Role.NEGATION})


def text_span(doc: Doc, tokens: Range) -> Span:
    """Characters of a token range."""
    last = doc[tokens[1] - 1]
    return doc[tokens[0]].idx, last.idx + len(last)


def source_range(root: Token) -> Range:
    """The source headed by ``root``: determiner, adjectives and apposition (with the comma that closes it)."""
    doc = root.doc
    start, end = root.left_edge.i, root.i + 1
    for c in root.lefts:
        if role(c) in (Role.PUNCTUATION, Role.COORDINATOR, Role.ADVERB, Role.PRECONJUNCTION) and c.i == start:
            start = c.right_edge.i + 1
    for c in root.rights:
        if role(c) in (
            Role.PREP,
            Role.CASE_MARKER,
            Role.NUMERAL,
            Role.ADVERBIAL_NOUN,
            Role.ADJECTIVE,
            Role.POSSESSOR,
        ) or (role(c) == Role.CONJUNCT and _close(c)):
            end = max(end, _noun_end(c))
        elif role(c) == Role.APPOSITION:
            end = max(end, _noun_end(c))
            if end < len(doc) and doc[end].text == ",":
                end += 1
        elif role(c) in (Role.RELATIVE, Role.NOUN_CLAUSE):
            break
    return start, end


def _close(conjunct: Token) -> bool:
    return conjunct.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ")


def _noun_end(token: Token) -> int:
    """The end of a noun phrase without its relative clauses."""
    end = token.i + 1
    for c in token.rights:
        if role(c) in (Role.RELATIVE, Role.PUNCTUATION) or (role(c) == Role.NOUN_CLAUSE and c.head == token):
            if role(c) == Role.PUNCTUATION:
                continue
            break
        end = max(end, _noun_end(c))
    return end


def possessor_range(possessor: Token) -> Range:
    """A possessor with its ``'s``."""
    start, end = possessor.left_edge.i, possessor.i + 1
    if end < len(possessor.doc) and possessor.doc[end].tag_ == "POS":
        end += 1
    return start, end


def cue_range(cue: Cue, taken: Range | None) -> Range:
    """One unbroken piece: auxiliaries, negation and adverbs, the word, and the words that lead to the content."""
    head = cue.head
    start, end = _verb_group(head) if head.pos_ in ("VERB", "AUX") else _carried(head)
    for word in cue.words:
        start, end = (start, word.i + 1) if word.i - end <= 2 and word.i >= end else (start, end)
    if taken is not None and start < taken[1] and end > taken[0]:
        start, end = (max(start, taken[1]), end) if taken[0] <= start else (start, min(end, taken[0]))
    return (start, end) if start < end and start <= head.i < end else (head.i, head.i + 1)


def _verb_group(verb: Token) -> Range:
    doc = verb.doc
    start = end = verb.i
    while start > 0:
        t = doc[start - 1]
        near = t.head == verb or (t.head.head == verb and t.head.i < verb.i)
        governs = role(verb) == Role.OPEN_CLAUSE and verb.head == t and not _takes_infinitive(t)
        if near and (role(t) in _AUXILIARY or (role(t) == Role.ADVERB and t.tag_ not in ("WRB",))):
            start -= 1
        elif governs and any(c.tag_ == "TO" for c in verb.lefts):
            return _verb_group(t)[0], verb.i + 1
        else:
            break
    end = verb.i + 1
    while end < len(doc) and doc[end].head == verb and role(doc[end]) in (Role.PARTICLE, Role.NEGATION):
        end += 1
    return start, end


def _takes_infinitive(verb: Token) -> bool:
    """Whether the infinitive after ``verb`` is its content, not the cue's own verb: "pledged to", not "went on to"."""
    frames = speech.load().of("verb", verb.lemma_.lower())
    return any(f in frames for f in ("to", "be-to", "raise"))


def _carried(word: Token) -> Range:
    """A noun with the light verb that carries it ("made the claim"), an adjective with its copula ("is sure")."""
    verb = word.head
    if word.pos_ == "NOUN" and role(word) == Role.OBJECT and verb.lemma_ in LIGHT:
        return _verb_group(verb)[0], word.i + 1
    if (
        word.pos_ != "NOUN"
        and role(word) in (Role.ADJ_COMPLEMENT, Role.ATTRIBUTE, Role.OBJECT_PREDICATE)
        and verb.pos_ in ("VERB", "AUX")
    ):
        return _verb_group(verb)[0], word.i + 1
    start = word.i
    while (
        start > 0
        and word.doc[start - 1].head == word
        and role(word.doc[start - 1]) in (Role.ADJECTIVE, Role.ADVERB, Role.COMPOUND)
    ):
        start -= 1
    return start, word.i + 1


def content_tokens(cue: Cue) -> set[int]:
    """The tokens of the subtrees of the content's roots, without those that are cut out."""
    tokens: set[int] = set()
    for root in cue.content:
        if cue.passive and root.i < cue.head.i and root.pos_ not in ("VERB", "AUX"):
            tokens.update(range(*source_range(root)))
        else:
            tokens.update(t.i for t in root.subtree)
            for clause in (c for c in root.rights if lifted(c) == cue.head or _contrast(c)):
                tokens.difference_update(t.i for t in clause.subtree)
            for beside in (t for t in root.subtree if _unlike(t) and t.i > cue.head.i):
                tokens.difference_update(t.i for t in beside.subtree)
                tokens.difference_update(
                    t.i for t in beside.head.children if role(t) == Role.COORDINATOR and t.i < beside.i
                )
            tokens.update(_relative(cue.head, root))
            for inserted in (t for t in root.subtree if role(t) == Role.PARATAXIS and t.i > root.i and t != cue.head):
                tokens.difference_update(t.i for t in inserted.subtree)
    for root in cue.without:
        tokens.difference_update(t.i for t in root.subtree)
    tokens.discard(cue.head.i)
    tokens.difference_update(w.i for w in cue.words if w not in cue.content)
    return tokens


def _relative(head: Token, clause: Token) -> Iterator[int]:
    """The pronoun that is the subject of what is said: "a swap that officials said would help"."""
    if role(clause) == Role.COMPLEMENT and clause.i > head.i and not any(role(c) in SUBJECTS for c in clause.children):
        yield from (c.i for c in head.lefts if c.lower_ in _LINKING and role(c) in (Role.SUBORDINATOR, Role.OBJECT))


def _contrast(clause: Token) -> bool:
    """ ", though others disagree" after a comma: an aside that is the writer's."""
    start = clause.left_edge.i
    marked = role(clause) == Role.ADVERBIAL and clause.doc[start].lower_ in _CONCEDING
    return marked and start > 0 and clause.doc[start - 1].text == ","


def _unlike(verb: Token) -> bool:
    """A verb with a tense that the parser joins to a gerund: "accused him of lying **and left**"."""
    tensed = role(verb) == Role.CONJUNCT and verb.tag_ in ("VBD", "VBZ", "VBP") and verb.head.tag_ == "VBG"
    return tensed and role(verb.head) == Role.PREP_CLAUSE and not any(role(c) in SUBJECTS for c in verb.children)


def runs(tokens: Iterable[int]) -> list[Range]:
    """Token indices as ranges without gaps, in order."""
    found: list[Range] = []
    for i in sorted(set(tokens)):
        if found and i == found[-1][1]:
            found[-1] = (found[-1][0], i + 1)
        else:
            found.append((i, i + 1))
    return found


def trimmed(doc: Doc, tokens: Range) -> Range | None:
    """A content range without the comma, colon or full stop (and line breaks) at its ends."""
    start, end = tokens
    while start < end and (doc[start].text in _TRIM or doc[start].is_space):
        start += 1
    closing = "“" if start < end and doc[start].text == "„" else ""
    while start < end and (doc[end - 1].text in _TRIM | _OPENING - {closing} or doc[end - 1].is_space):
        end -= 1
    return (start, end) if start < end else None

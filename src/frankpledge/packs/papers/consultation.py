"""Papers of consultations: what people were asked and said, and what was made of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from frankpledge import periods
from frankpledge.claims import Basis, Table
from frankpledge.measures import words
from frankpledge.packs.papers.answer_tables import (
    bars_chart,
    bars_table,
    group_table,
    moved,
    themes_care,
    themes_chart,
    themes_finding,
    themes_table,
    who_table,
)
from frankpledge.packs.papers.answer_words import (
    KIND,
    SELECTED,
    dates,
    doubt_words,
    finding,
    how_many,
    lede,
    unanswered_first,
    weight_words,
)
from frankpledge.packs.papers.drafting import Draft, turned
from frankpledge.packs.papers.known import Asked, Known
from frankpledge.packs.papers.words import month_end
from frankpledge.packs.reports import Paper
from frankpledge.voice import Link, OpenAnswers, QuestionResult, Results, StatedResult
from frankpledge.voice.themes import Source, Theme, Themes

STATES = {"answered": "Answered", "not done": "Heard, and not done", "unanswered": "Unanswered"}
FIRST = 4  # results on the first slide
HIDDEN = "Answers that very few gave are left out, and what would give them away."


def consultation_papers(known: Known) -> Iterator[Paper]:
    """A paper of each consultation."""
    return (_paper(known, asked) for asked in known.asked)


def _paper(known: Known, asked: Asked) -> Paper:
    one = asked.told.consultation
    draft = Draft(one.id, one.head.title, KIND[one.head.kind], dates(one), lede(asked.told))
    _brief(draft, asked)
    _chain(draft, asked)
    if asked.told.results is not None:
        for found in asked.told.results.questions:
            _question(draft, asked, asked.told.results, found)
    _themes(draft, asked)
    _stated(draft, asked)
    _who(draft, asked)
    _about(draft, asked)
    return draft.paper(known, _day(known, one.head.closes or one.head.opens), body=one.head.body)


def _day(known: Known, when: str | None) -> date:
    """The last day of a date or period; that of the figures where none is stated."""
    if when is None:
        return known.day
    if len(when) == 10:
        return date.fromisoformat(when)
    return month_end(periods.parse(when).last)


def _basis(asked: Asked, what: str, more: str = "") -> Basis:
    """Where a result comes from: the answers that are kept, and how they count."""
    one, found = asked.told.consultation, asked.told.results
    told = "Stated by its documents."
    if found is not None:
        people = words.number(found.people)
        way = "weighted" if found.weighting.used else "unweighted"
        told = f"Worked out from {people} answers to ‘{one.head.title}’, {way}."
    stated = f"{told} {more}".strip()
    return Basis("computed", what=what, windows=_when(asked), stated=stated)


def _when(asked: Asked) -> tuple[str, ...]:
    told = dates(asked.told.consultation)
    return (told,) if told else ()


def _brief(draft: Draft, asked: Asked) -> None:
    """What was said most, and how far it may be believed."""
    found = asked.told.results
    if found is None:
        stated = [one.text for one in asked.told.consultation.results]
        draft.items(stated[:FIRST], _basis(asked, "Results that its documents state"))
        if not stated:
            draft.say(
                "How many answered, what did they say, and which promises came of it? "
                "Nothing here says it."
            )
        return
    for result in found.questions[:FIRST]:
        told = f"{result.question.text} {finding(result)}"
        draft.items([told], _basis(asked, result.question.text))
    for opened in asked.told.opened:
        if opened.themes is not None:
            draft.items([themes_finding(opened, opened.themes)], _basis(asked, "Open answers"))
    draft.say(SELECTED[asked.told.consultation.head.selection])


def _chain(draft: Draft, asked: Asked) -> None:
    draft.heading("You said, we did")
    if not asked.chain:
        draft.say(
            "Nothing links what people said to what was promised: it is not known what they said, "
            "or nobody has written down what was made of it."
        )
        return
    rows = tuple(
        (
            _said(link, asked),
            STATES[link.state],
            _did(link, asked),
        )
        for link in unanswered_first(asked.chain)
    )
    silent = sum(link.state == "unanswered" for link in asked.chain)
    many = f"{silent} of {len(asked.chain)} unanswered" if silent else "nothing unanswered"
    caption = f"You said, we did: {many}"
    table = Table(
        caption, ("What people said", "How it stands", "What was done"), (False,) * 3, rows
    )
    plan = f"Plan: {asked.plan.head.title}." if asked.plan else ""
    told = f"The answers that the body gave in its document of the consultation. {plan}".strip()
    basis = Basis("computed", what="You said, we did", windows=_when(asked), stated=told)
    draft.table(table, basis)


def _said(link: Link, asked: Asked) -> str:
    """What people said, and how many of them, or who in particular raised it."""
    text = link.answer.heard if link.answer else link.heard.text
    people = how_many(asked.told, link.heard)
    if link.heard.by:
        return f"{text} (raised by: {link.heard.by})"
    if text.endswith((".", "!", "?")) and people:
        return f"{text} {people[:1].upper()}{people[1:]}."
    return f"{text} ({people})" if people else text


def _did(link: Link, asked: Asked) -> str:
    """What was done, what it shaped and what was promised, each with its state."""
    answer, told = link.answer, list[str]()
    if answer is not None:
        told += [answer.did] if answer.did else []
        told += [answer.outcome] if answer.outcome else []
        told += [f"Not done: {answer.reason}"] if answer.reason else []
    shaped = "; ".join(one.text for one in link.clauses)
    told += [f"It shaped: {shaped}"] if shaped else []
    for one in link.commitments:
        state = asked.status(one.id)
        told.append(f"Promised: {one.text}" + (f" ({state})" if state else ""))
    return " ".join(
        text if text.endswith((".", "!", "?", ")")) else f"{text}." for text in told
    ) or ("Nothing yet.")


def _question(draft: Draft, asked: Asked, results: Results, found: QuestionResult) -> None:
    weighted = results.weighting.used
    basis = _basis(asked, found.question.text)
    draft.heading(found.question.text)
    people = f"{words.number(found.people)} people answered"
    if weighted and found.bars:
        wide = words.number(found.effective)
        people += f"; with weights, limits are as wide as those of {wide}"
    if not found.shown:
        draft.say(f"{finding(found)} {people}.", basis)
        return
    draft.chart(bars_chart(found), basis, _changes(results, found))
    draft.say(f"{people}.", basis, aside=True)
    draft.table(bars_table(found, weighted, results.before), basis, aside=True)
    if any(bar.hidden for bar in found.bars):
        draft.say(HIDDEN, aside=True)
    for table in found.tables:
        if table.rows:
            draft.table(turned(group_table(found, table)), basis, aside=True)


def _changes(results: Results, found: QuestionResult) -> str:
    """What has changed since the wave before; neither way is better, that is for readers to say."""
    compared = [bar for bar in found.shown if bar.change is not None]
    real = [bar for bar in compared if bar.change and not bar.change[1] <= 0 <= bar.change[2]]
    if not compared:
        return ""
    if not real:
        return f"Every change since {results.before} could be chance."
    told = "; ".join(f"{bar.title} {moved(found, bar)}" for bar in real)
    return f"Changed by more than chance since {results.before}: {told}."


def _themes(draft: Draft, asked: Asked) -> None:
    for opened in asked.told.opened:
        if opened.themes is not None:
            _opened(draft, asked, opened, opened.themes)
        elif opened.answers:
            draft.heading("In people’s own words")
            draft.say(f"{opened.question.text} {opened.reason}")


def _opened(draft: Draft, asked: Asked, opened: OpenAnswers, themes: Themes) -> None:
    basis = _basis(asked, opened.question.text, f"Themes made with: {themes.embedder}.")
    draft.heading(f"In people’s own words: {opened.question.text}")
    if themes.themes:
        draft.chart(themes_chart(opened, themes), basis)
        table = replace(themes_table(opened, themes), caption=f"Themes: {opened.question.text}")
        draft.table(table, basis, aside=True)
    draft.items(themes_care(themes), aside=True)
    for theme in themes.themes:
        _theme(draft, theme, themes)


def _theme(draft: Draft, theme: Theme, themes: Themes) -> None:
    """What a theme is and whose words say it; without a codebook nobody has read the answers.

    Slides have the themes that people named, each in one person's words.
    """
    quoted = [one.text for one in theme.quotations] if themes.codebook is not None else []
    if not (theme.about or quoted):
        return
    machine = theme.source is Source.MACHINE
    draft.heading(theme.label, 3, aside=machine)
    draft.say(theme.about or "", aside=machine)
    draft.quotes([f"‘{text}’" for text in quoted[:1]], aside=machine)
    draft.quotes([f"‘{text}’" for text in quoted[1:]], aside=True)


def _stated(draft: Draft, asked: Asked) -> None:
    stated = asked.told.consultation.results
    if not stated:
        return
    draft.heading("What its documents state")
    for one in stated:
        basis = Basis("computed", what="A stated result", stated=f"Stated: {_where(asked, one)}.")
        draft.items([one.text + (f" ‘{one.quote}’" if one.quote else "")], basis)


def _where(asked: Asked, one: StatedResult) -> str:
    place = one.place
    if place is None:
        return asked.told.consultation.head.title
    names = {source.id: source.title for source in asked.told.consultation.head.sources}
    parts = [names.get(place.document or "", ""), place.heading or ""]
    parts += [
        f"page {place.page}" if place.page else "",
        f"line {place.line}" if place.line else "",
    ]
    return ", ".join(part for part in parts if part)


def _who(draft: Draft, asked: Asked) -> None:
    found = asked.told.results
    if found is None:
        return
    draft.heading("Who answered, and how far it may be believed")
    basis = _basis(asked, "Who answered")
    for text in (*weight_words(found), *doubt_words(found)):
        draft.say(text, basis)
    for margin in found.weighting.margins:
        unsaid = f" {words.number(margin.unsaid)} did not say." if margin.unsaid else ""
        here = _basis(
            asked, f"Who answered, by {margin.title}", f"People: {margin.source}.{unsaid}"
        )
        draft.table(who_table(margin), here)


def _about(draft: Draft, asked: Asked) -> None:
    head = asked.told.consultation.head
    draft.heading("About this consultation")
    draft.say(f"Who was asked: {head.audience}")
    if asked.plan is not None:
        draft.say(f"What it was about: {asked.plan.head.title}")
    if head.privacy is not None:
        draft.say(f"What people were told about their answers: {head.privacy.text}")
    if head.note:
        draft.say(head.note)
    for source in head.sources:
        draft.say(". ".join(filter(None, (f"As stated in: {source.title}", source.note))))
    if asked.told.results is None:
        questions = [question.text for question in asked.told.consultation.questions]
        if questions:
            draft.say("What was asked:")
            draft.items(questions)

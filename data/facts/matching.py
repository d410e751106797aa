"""Which records of aid a figure of a document may speak of: the same amount from the same giver, published no
later than the document. A suggestion; a person says whether the two say the same."""

from __future__ import annotations

from data.atlas.atlas import Atlas
from data.facts.aid import is_dated_by
from data.index.index import Index
from data.tables.model import Aid, Figure
from data.tables.model.aid import OwnAid

ROUNDING = 0.02  # of the amount: within it two figures are one, rounded
MOST = 3  # records that are suggested


def likely_records(atlas: Atlas, figure: Figure) -> tuple[Aid, ...]:
    """The records that a figure in US dollars may speak of, the likeliest first: of the same amount within
    ROUNDING, dated no later than the figure's document, of a giver that its document names, and not made of
    that document itself; first those whose giver its own passage names, of these the one dated last."""
    index, document = Index.of(atlas), atlas.passages[figure.passage].document
    passages = (index.passages[number] for number in index.documents[document])
    here, anywhere = _named(atlas, figure.passage), set[str]().union(*(_named(atlas, p) for p in passages))
    written = atlas.documents[document].date
    fitting = [
        row
        for row in atlas.aid.values()
        if _same_amount(figure, row)
        and not any(atlas.passages[passage].document == document for passage in _made_of(row))
        and (not written or not row.date or is_dated_by(row.date, written))
        and givers(atlas, row) & anywhere
    ]
    fitting.sort(key=lambda row: (bool(givers(atlas, row) & here), row.date or ""), reverse=True)
    return tuple(fitting[:MOST])


def _made_of(row: Aid) -> tuple[str, ...]:
    """The passages of which people made a record; none of one of the shipped edition."""
    return row.passages if isinstance(row, OwnAid) else ()


def givers(atlas: Atlas, row: Aid) -> set[str]:
    """The entities that give or spend what a record speaks of."""
    return {entity for body in (row.donor, row.agency) if body for entity in atlas.bodies[body].entities}


def _named(atlas: Atlas, passage: str) -> set[str]:
    return {mention.entity for mention in atlas.mentions_of.get(passage, ())}


def _same_amount(figure: Figure, row: Aid) -> bool:
    """Is an end of a figure the amount of a record, as far as both are rounded?"""
    if figure.kind != "aid" or figure.unit != "USD" or not row.usd:
        return False
    amounts = [float(value) for value in figure.value.split("/") if value.replace(".", "", 1).isdigit()]
    return any(abs(amount - row.usd) <= ROUNDING * row.usd for amount in amounts)

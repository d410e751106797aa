"""The rows of an added passage, made from the columns of its document when they are asked for."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from data.atlas.blocks import Block
from data.atlas.overlay import Overlay
from data.tables.model import Figure, Mention, Passage, Voice
from data.tables.vocab import FORMS, MANNERS, VOICES

GIST = 90  # characters of a passage that stand for it in lists


@dataclass(frozen=True)
class OverlayRows:
    """Rows by document and number of the passage, from 0. What names an entity or topic that is not there is
    left out; a speaker who is not there becomes an unnamed one."""

    overlay: Overlay
    entities: Container[str]
    topics: Container[str]

    def passage(self, own: Block, at: int) -> Passage:
        """The passage itself; where nobody has written its gist, that is how it begins."""
        text, names = self.overlay.text(own, at), self.overlay.corpus.names
        begins = text if len(text) <= GIST else text[:GIST].rsplit(" ", 1)[0] + "…"
        gists = self.overlay.read(own.document).gists
        en, ar = gists[at] if at < len(gists) else ("", "")
        return Passage.model_construct(
            id=own.passages[at],
            document=own.document,
            line=at + 1,
            topics=tuple(names[topic] for _, topic in own.rows("topics", at) if names[topic] in self.topics),
            gist_en=en or ar or begins,
            gist_ar=ar or en or begins,
            stance_en="",
            stance_ar="",
            ar_status="reviewed",
        )

    def mentions(self, own: Block, at: int) -> tuple[Mention, ...]:
        """Its mentions, in reading order."""
        text, names = self.overlay.text(own, at), self.overlay.corpus.names
        return tuple(
            Mention.model_construct(
                passage=own.passages[at],
                start=start,
                end=end,
                text=text[start:end],
                entity=names[entity],
                form=FORMS[form],
            )
            for _, start, end, entity, form in own.rows("mentions", at)
            if names[entity] in self.entities
        )

    def voices(self, own: Block, at: int) -> tuple[Voice, ...]:
        """Its voice spans, in reading order."""
        names = self.overlay.corpus.names
        return tuple(
            Voice.model_construct(
                passage=own.passages[at],
                start=start,
                end=end,
                voice=VOICES[voice],
                form=MANNERS[manner],
                cue="",
                speaker=names[who] if who >= 0 and names[who] in self.entities else None,
            )
            for _, start, end, voice, who, manner, _ in own.rows("voices", at)
        )

    def figures(self, own: Block, at: int) -> tuple[Figure, ...]:
        """Its figures, in reading order."""
        return self.overlay.read(own.document).figures_in.get(own.passages[at], ())

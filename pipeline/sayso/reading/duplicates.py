"""Pages that say nearly the same: the same agency story under several addresses, or one page fetched twice.

A page's simhash differs in few bits from that of a page with nearly the same words. Two of 64 bits that differ in at most
`MOST_BITS` share at least one of `BANDS` bands of them, so looking one up costs the same however many pages there are.
"""

from __future__ import annotations

BITS, BANDS = 64, 4
MOST_BITS = BANDS - 1
FEWEST_WORDS = 40  # short texts have too few words to differ in


class Pages:
    """The pages that were met, by their simhash."""

    def __init__(self) -> None:
        self._bands: list[dict[int, list[tuple[int, str]]]] = [{} for _ in range(BANDS)]

    def meet(self, id: str, text: str) -> str | None:
        """The id of the first page that says nearly the same, or None; then this one is remembered."""
        from trafilatura.deduplication import Simhash  # slow to load, only pages need it

        if len(text.split()) < FEWEST_WORDS:
            return None
        mark: int = Simhash(text, length=BITS).hash
        for other, known in (pair for band, key in self._keys(mark) for pair in band.get(key, ())):
            if (mark ^ other).bit_count() <= MOST_BITS:
                return known
        for band, key in self._keys(mark):
            band.setdefault(key, []).append((mark, id))
        return None

    def _keys(self, mark: int) -> list[tuple[dict[int, list[tuple[int, str]]], int]]:
        width = BITS // BANDS
        return [(band, mark >> number * width & (1 << width) - 1) for number, band in enumerate(self._bands)]

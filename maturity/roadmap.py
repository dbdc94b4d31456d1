"""In what order the applicable actions are taken (rule 17 of docs/scoring.md). Pure."""

from collections.abc import Iterable, Mapping

from maturity.definition import Action

HORIZONS = (1, 2, 3)
EFFORTS = ("S", "M", "L")


def roadmap(actions: Iterable[Action], ranks: Mapping[str, int]) -> dict[int, tuple[Action, ...]]:
    """Rule 17: horizon 1, 2 and 3 -> actions in order, each after the actions it depends on.

    `ranks` holds the rank of each dimension by slug. Dependencies on actions that are not among
    `actions` are ignored; the content has no circular ones.
    """
    by_slug = {action.slug: action for action in actions}
    depends_on = {
        action.slug: [slug for slug in action.depends_on if slug in by_slug]
        for action in by_slug.values()
    }

    def effective_horizon(slug: str) -> int:
        own = by_slug[slug].horizon
        return max([own, *(effective_horizon(needed) for needed in depends_on[slug])])

    waiting = sorted(by_slug.values(), key=lambda action: _preference(action, ranks))
    placed: dict[str, int] = {}  # slug -> horizon, in order
    for horizon in HORIZONS:
        due = [action.slug for action in waiting if effective_horizon(action.slug) == horizon]
        while due:
            first = next(slug for slug in due if placed.keys() >= set(depends_on[slug]))
            due.remove(first)
            placed[first] = horizon
    return {
        horizon: tuple(by_slug[slug] for slug, when in placed.items() if when == horizon)
        for horizon in HORIZONS
    }


def _preference(action: Action, ranks: Mapping[str, int]) -> tuple[int, int, int, str]:
    return -action.impact, EFFORTS.index(action.effort), ranks[action.dimension], action.slug

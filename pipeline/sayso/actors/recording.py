"""Clusters → `Actor` records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from sayso.actors.clusters import Cluster
from sayso.actors.finds import Found
from sayso.actors.folding import fold
from sayso.actors.lexicon import Lexicon
from sayso.parsing import Parse
from sayso.records import Actor, ActorKind, make_id
from sayso.rules.entries import NameEntry


def make_actors(parse: Parse, lexicon: Lexicon, mentions: Iterable[tuple[Found, Cluster]]) -> tuple[Actor, ...]:
    """Actors in the order of first mention. A nominal that stands once is one only as a subject, an object or a source."""
    gathered: dict[int, list[Found]] = {}
    clusters: dict[int, Cluster] = {}
    for found, cluster in sorted(mentions, key=lambda item: (item[0].first, -item[0].end)):
        gathered.setdefault(cluster.number, []).append(found)
        clusters[cluster.number] = cluster
    ids: Counter[str] = Counter()
    kept = [(clusters[number], found) for number, found in gathered.items() if _counts(parse, found)]
    actors = {cluster.number: _record(parse, lexicon, cluster, found, ids) for cluster, found in kept}
    for cluster, _ in kept:
        members = tuple(actors[member.number].id for member in cluster.members if member.number in actors)
        if members:
            actors[cluster.number] = actors[cluster.number].model_copy(update={"members": members})
    return tuple(actors.values())


def _counts(parse: Parse, found: Sequence[Found]) -> bool:
    own = [one for one in found if one.form != "pronoun"]
    if len(own) > 1 or any(one.form == "name" or one.strong for one in own):
        return True
    return any(one.form == "pronoun" and parse.lower[one.head] == "it" and parse.deps[one.head] == "nsubj" for one in found)


def _record(parse: Parse, lexicon: Lexicon, cluster: Cluster, found: Sequence[Found], ids: Counter[str]) -> Actor:
    names = [one for one in found if one.form == "name"]
    name = _name(parse, names) if names else _description(parse, found)
    kind: ActorKind = cluster.kind or "organization"
    entry = _listed(lexicon, names)
    if entry is not None:
        name, kind = entry.name, entry.kind
    made = make_id("actor", parse.article.id, kind, " ".join(fold(name)) or name)
    ids[made] += 1
    return Actor.model_validate(
        {
            "id": made if ids[made] == 1 else f"{made}-{ids[made]}",
            "name": name,
            "kind": kind,
            "country": (entry.country if entry else None) or _country(lexicon, cluster, found),
            "roles": _roles(parse, cluster, found),
            "aliases": _aliases(parse, names, name),
            "external": dict(entry.external) if entry else {},
            "mentions": tuple(_mention(parse, one) for one in found),
            "rule": found[0].rule if entry is None else entry.id,
        }
    )


def _listed(lexicon: Lexicon, names: Sequence[Found]) -> NameEntry | None:
    """The pack's or the user's entry that one of the names is."""
    rules = {one.rule for one in names}
    if rules.isdisjoint(lexicon.entries):
        return None
    for one in names:
        for known in lexicon.names.get(one.key[0], ()) if one.key else ():
            if known.entry.id in rules:
                return known.entry
    return None


def _text(parse: Parse, first: int, end: int) -> str:
    return " ".join(parse.text[parse.starts[first] : parse.ends[end - 1]].split())


def _name(parse: Parse, names: Sequence[Found]) -> str:
    """The fullest name."""
    best = max(names, key=lambda one: (len(one.key), not parse.words[one.core[0]].isupper(), -one.first))
    return _text(parse, *best.core)


def _description(parse: Parse, found: Sequence[Found]) -> str:
    """Of nominals the one that tells most."""
    nominals = [one for one in found if one.form == "nominal"]
    best = max(nominals, key=lambda one: (len(one.modifiers) + bool(one.country), -one.first))
    return _text(parse, *best.core)


def _aliases(parse: Parse, names: Sequence[Found], name: str) -> tuple[str, ...]:
    written = dict.fromkeys([_text(parse, *one.core) for one in names])
    written.pop(name, None)
    return tuple(written)


def _roles(parse: Parse, cluster: Cluster, found: Sequence[Found]) -> tuple[str, ...]:
    """What names and appositions say that the actor is, each once whatever its capitals."""
    if not cluster.named:
        return ()
    roles = {role.lower(): role for role in reversed(cluster.roles)}
    for one in reversed(found):
        if one.form == "nominal":
            role = _text(parse, one.core[0], _end_of_role(parse, one))
            roles[role.lower()] = role
    return tuple(reversed(roles.values()))


def _end_of_role(parse: Parse, found: Found) -> int:
    """A role takes its "of" along: "commander-in-chief of the armed forces"."""
    end = found.end
    if end >= len(parse) or parse.lower[end] not in ("of", "for") or parse.heads[end] != found.head:
        return end
    objects = [child for child in parse.children[end] if parse.deps[child] == "pobj"]
    if not objects or objects[0] - end > 8:
        return found.end
    return objects[0] + 1


def _country(lexicon: Lexicon, cluster: Cluster, found: Sequence[Found]) -> str | None:
    if cluster.country:
        return cluster.country
    for one in found:
        if one.form == "name":
            if code := lexicon.countries.names.get(one.key) or (_place_country(lexicon, one) if one.kind == "place" else None):
                return code
            if one.country:
                return one.country
    return next((one.country for one in found if one.form == "nominal" and one.country and not one.owner), None)


def _place_country(lexicon: Lexicon, found: Found) -> str | None:
    return lexicon.countries.capitals.get(found.key) or lexicon.countries.provinces.get(found.key)


def _mention(parse: Parse, found: Found) -> dict[str, object]:
    """The fields of a `Mention`. It is made with its actor: one by one they would take twice as long, and there are many."""
    start, end = parse.starts[found.first], parse.ends[found.end - 1]
    return {"start": start, "end": end, "text": parse.text[start:end], "form": found.form}

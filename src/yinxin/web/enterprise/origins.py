"""The origin pre-check as an enterprise reads it: what each clause asks, what the site has, and whether that is met."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import prefetch_related_objects
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yinxin.ledgers.models import Site
from yinxin.people.models import Division
from yinxin.standards.texts import queries as standards
from yinxin.standards.texts import rules
from yinxin.standards.texts.models import Clause, Standard
from yinxin.web.quantities import plain
from yinxin.web.templatetags.yinxin import named

DIVISION, COORDINATES, LINE, ALTITUDE = "division", "coordinates", "line", "altitude"
PARTS: dict[str, Promise] = {
    DIVISION: _("Division"),
    COORDINATES: _("Coordinates"),
    LINE: _("Line on the map"),
    ALTITUDE: _("Altitude"),
}
PARTS_OF = {
    rules.OTHER_DIVISION: (DIVISION,),
    rules.NO_COORDINATES: (COORDINATES, LINE),
    rules.OUTSIDE_BOX: (COORDINATES,),
    rules.OUTSIDE_POLYGON: (LINE,),
    rules.NO_ALTITUDE: (ALTITUDE,),
    rules.OTHER_ALTITUDE: (ALTITUDE,),
}
MENDS: dict[str, Promise] = {
    rules.OTHER_DIVISION: _(
        "Choose a site that lies in one of these divisions, or a standard without this clause."
    ),
    rules.NO_COORDINATES: _(
        "The ledger has no coordinates of this site. Have them entered, then check again."
    ),
    rules.OUTSIDE_BOX: _(
        "If the coordinates in the ledger are wrong, have them corrected; else choose another site."
    ),
    rules.OUTSIDE_POLYGON: _(
        "If the coordinates in the ledger are wrong, have them corrected; else choose another site."
    ),
    rules.NO_ALTITUDE: _("The ledger has no altitude of this site. Have it entered, then check again."),
    rules.OTHER_ALTITUDE: _(
        "If the altitude in the ledger is wrong, have it corrected; else choose another site."
    ),
}


@dataclass(frozen=True, slots=True)
class Check:
    """One part of an origin clause beside what the site has."""

    part: str
    asks: str
    has: str
    mend: str

    @property
    def is_met(self) -> bool:
        return not self.mend


@dataclass(frozen=True, slots=True)
class ClauseCheck:
    """An origin clause with its parts."""

    clause: Clause
    checks: tuple[Check, ...]

    @property
    def is_met(self) -> bool:
        return all(check.is_met for check in self.checks)


def place_of(site: Site) -> rules.Place:
    """A site as the origin rules read it."""
    return rules.Place(site.division.path, site.latitude, site.longitude, site.altitude_m)


def clause_checks(standard: Standard, site: Site) -> list[ClauseCheck]:
    """Every origin clause of a standard held against a site, met or not."""
    return [
        ClauseCheck(clause, tuple(_checks(clause, site))) for clause in standards.origin_clauses(standard)
    ]


def _checks(clause: Clause, site: Site) -> Iterator[Check]:
    origin = rules.Origin.parse(clause.origin)
    failures = {
        part: failure.why
        for failure in rules.origin_failures([clause], place_of(site))
        for part in PARTS_OF[failure.why]
    }
    for part, asks, has in _parts(origin, site):
        why = failures.get(part)
        yield Check(str(PARTS[part]), asks, has, str(MENDS[why]) if why else "")


def _parts(origin: rules.Origin, site: Site) -> Iterator[tuple[str, str, str]]:
    unknown = gettext("not in the ledger")
    if origin.divisions:
        known = Division.objects.in_bulk(origin.divisions)
        names = [named(known[code]) if code in known else code for code in origin.divisions]
        yield DIVISION, gettext(", ").join(names), named(site.division)
    here = _point(site.longitude, site.latitude) if site.longitude and site.latitude else unknown
    if origin.box:
        yield COORDINATES, _box(origin.box), here
    if origin.polygon:
        yield LINE, _line(origin.polygon), here
    if origin.altitude:
        has = gettext("%s m") % site.altitude_m if site.altitude_m is not None else unknown
        yield ALTITUDE, _band(origin.altitude), has


def _point(longitude: Decimal, latitude: Decimal) -> str:
    return gettext("E %(longitude)s°, N %(latitude)s°") % {
        "longitude": plain(longitude),
        "latitude": plain(latitude),
    }


def _box(box: rules.Box) -> str:
    return gettext("E %(west)s° to %(east)s°, N %(south)s° to %(north)s°") % {
        side: plain(getattr(box, side)) for side in ("west", "east", "south", "north")
    }


def _line(polygon: rules.Polygon) -> str:
    return gettext("inside the line through %(corners)s corners") % {"corners": len(polygon.points)}


def _band(altitude: rules.Altitude) -> str:
    bounds = {"minimum": altitude.minimum, "maximum": altitude.maximum}
    if altitude.maximum is None:
        return gettext("at least %(minimum)s m") % bounds
    if altitude.minimum is None:
        return gettext("at most %(maximum)s m") % bounds
    return gettext("%(minimum)s to %(maximum)s m") % bounds


@dataclass(frozen=True, slots=True)
class Fit:
    """A standard for a product, and of the enterprise's sites those that it takes and those that it refuses."""

    standard: Standard
    fitting: tuple[Site, ...]
    failing: tuple[tuple[Site, tuple[str, ...]], ...]  # with the numbers of the clauses


def fits(kind: str, sites: Iterable[Site], *, on: date) -> list[Fit]:
    """Every standard in force for a kind of product, held against every site."""
    found = standards.standards_for_kind(kind, on)
    prefetch_related_objects(found, "clauses")
    return [_fit(standard, sites) for standard in found]


def _fit(standard: Standard, sites: Iterable[Site]) -> Fit:
    # The clauses were prefetched: origin_clauses() would read them again for each standard.
    clauses = [clause for clause in standard.clauses.all() if clause.origin]
    judged = [(site, rules.origin_failures(clauses, place_of(site))) for site in sites]
    return Fit(
        standard,
        tuple(site for site, failures in judged if not failures),
        tuple(
            (site, tuple(dict.fromkeys(failure.clause_number for failure in failures)))
            for site, failures in judged
            if failures
        ),
    )

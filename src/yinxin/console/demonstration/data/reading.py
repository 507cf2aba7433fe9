"""The folder of a demonstration, read as a whole."""

import tomllib
from pathlib import Path
from typing import TypeVar

from yinxin.console.demonstration.data.cases import Cases, Certificates
from yinxin.console.demonstration.data.labels import Labels
from yinxin.console.demonstration.data.ledger import Cultivation, Ledger
from yinxin.console.demonstration.data.people import People
from yinxin.console.demonstration.data.programme import Programme
from yinxin.console.demonstration.data.standards import Experts, Proposals, Standards
from yinxin.console.demonstration.data.studies import Studies
from yinxin.console.demonstration.data.supervision import Publicity, Supervision
from yinxin.console.demonstration.data.told import Told

T = TypeVar("T", bound=Told)


class Demonstration(Told):
    """Everything that stands in the folder of a demonstration."""

    folder: Path
    ledger: Ledger
    people: People
    standards: tuple[Standards, ...]
    experts: Experts
    proposals: Proposals
    programme: Programme
    studies: Studies
    cultivation: Cultivation
    cases: Cases
    certificates: Certificates
    labels: Labels
    supervision: Supervision
    publicity: Publicity

    @property
    def workbook(self) -> Path:
        """The league's ledger as its officers kept it."""
        return self.folder / "ledger.xlsx"


def read(folder: Path) -> Demonstration:
    """All files of a folder. Raises OSError, TOMLDecodeError or ValidationError, which name what is wrong."""
    return Demonstration(
        folder=folder,
        ledger=_told(Ledger, folder / "ledger.toml"),
        people=_told(People, folder / "people.toml"),
        standards=tuple(_told(Standards, file) for file in sorted((folder / "standards").glob("*.toml"))),
        experts=_told(Experts, folder / "experts.toml"),
        proposals=_told(Proposals, folder / "proposals.toml"),
        studies=_told(Studies, folder / "studies.toml"),
        programme=_told(Programme, folder / "programme.toml"),
        cultivation=_told(Cultivation, folder / "cultivation.toml"),
        cases=_told(Cases, folder / "cases.toml"),
        certificates=_told(Certificates, folder / "certificates.toml"),
        labels=_told(Labels, folder / "labels.toml"),
        supervision=_told(Supervision, folder / "supervision.toml"),
        publicity=_told(Publicity, folder / "publicity.toml"),
    )


def _told(kind: type[T], file: Path) -> T:
    return kind.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))

"""Photos of a study that is under way. They stay as the camera wrote them; what leaves in a report is written anew."""

from datetime import datetime
from pathlib import PurePath

from django.core.files import File
from django.db import transaction

from yinxin.kernel.refusals import NotFound
from yinxin.people.models import Office
from yinxin.standards.studies.actions.acting import record, recording
from yinxin.standards.studies.models import FieldStudy, StudyPhoto


@transaction.atomic
def add_photo(
    pk: int, *, file: "File[bytes]", caption: str = "", sha256: str, by: Office, at: datetime
) -> StudyPhoto:
    """Keep a photo with what it shows, under a name of ours. The same picture again changes nothing.

    Refuses NotFound, NotYours and WrongState.
    """
    study = recording(pk, by)
    known = study.photos.filter(sha256=sha256).first()
    if known is not None:
        return known
    file.name = f"study-{study.pk}-{sha256[:12]}{PurePath(file.name or '').suffix.lower()}"
    photo = StudyPhoto.objects.create(
        study=study, file=file, caption=caption.strip(), sha256=sha256, added_at=at
    )
    record("study.photo_added", study, by=by, at=at, facts={"caption": photo.caption, "sha256": sha256})
    return photo


@transaction.atomic
def caption_photo(pk: int, *, photo: int, caption: str, by: Office, at: datetime) -> StudyPhoto:
    """Say anew what a photo shows. Refuses NotFound, NotYours and WrongState."""
    study = recording(pk, by)
    row = _photo(study, photo)
    if row.caption != caption.strip():
        row.caption = caption.strip()
        row.save(update_fields=["caption"])
        facts = {"caption": row.caption, "sha256": row.sha256}
        record("study.photo_captioned", study, by=by, at=at, facts=facts)
    return row


@transaction.atomic
def remove_photo(pk: int, *, photo: int, by: Office, at: datetime) -> FieldStudy:
    """Take a photo out, and its file with it. Refuses NotFound, NotYours and WrongState."""
    study = recording(pk, by)
    row = _photo(study, photo)
    facts = {"caption": row.caption, "sha256": row.sha256}
    file, storage = str(row.file.name), row.file.storage
    row.delete()
    transaction.on_commit(lambda: storage.delete(file))
    record("study.photo_removed", study, by=by, at=at, facts=facts)
    return study


def _photo(study: FieldStudy, pk: int) -> StudyPhoto:
    photo = study.photos.filter(pk=pk).first()
    if photo is None:
        raise NotFound(noun="photo", number=pk)
    return photo

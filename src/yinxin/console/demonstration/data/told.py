"""What all of the data have in common."""

from pydantic import BaseModel, ConfigDict

Days = int  # before the day of loading


class Told(BaseModel):
    """Something that a file tells. A misspelled key or a wrong type is refused at once."""

    model_config = ConfigDict(extra="forbid", frozen=True)

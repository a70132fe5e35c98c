"""The patient's own data: what is allowed, who opened what, taking it along, erasing it."""

from voicejournal.views.mydata import leaving, pages
from voicejournal.views.mydata.asking import consent
from voicejournal.views.mydata.blueprint import mydata

__all__ = ["consent", "leaving", "mydata", "pages"]

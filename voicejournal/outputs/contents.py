"""What the archive of a patient holds, and what it leaves out: told in its README.

Every table in which a patient has rows stands in one of the two; a test walks them all.
"""

from collections.abc import Mapping

from voicejournal.model.everything import Everything
from voicejournal.model.text import Text, typeset

HELD: Mapping[str, str] = {
    "accounts": "account",
    "addresses": "between.email",
    "care": "between.carers",
    "notes": "notes",
    "sounds": "sounds",
    "steps": "notes, views",
    "check_ins": "check_ins",
    "worksheets": "exercises",
    "given": "between.given",
    "drafts": "between.drafts",
    "plans": "between.plans",
    "reminders": "between.reminder",
    "calls": "between.calls",
    "asked": "between.asked",
    "summaries": "weeks",
    "acts": "remarks",
    "consents": "consents",
    "audit": "opened",
}
"""Tables of the service, and where in `everything.json` their rows of the patient stand."""

LEFT_OUT: Mapping[tuple[str, ...], Text] = {
    ("invitations", "keys"): typeset(
        en="your password, of which only a fingerprint is kept, the links that let you in, and "
        "the key that your data is encrypted with: outside this service they open nothing",
        fr="votre mot de passe, dont seule une empreinte est gardée, les liens qui vous ont fait "
        "entrer et la clé qui chiffre vos données : hors de ce service, ils n’ouvrent rien",
    ),
    ("arrivals", "parts"): typeset(
        en="recordings of which only a part has arrived: they lie whole on your device",
        fr="les enregistrements dont une partie seulement est arrivée : ils sont entiers sur "
        "votre appareil",
    ),
    ("standings", "schedules", "notices"): typeset(
        en="the line about you in your clinician's list, which repeats the weekly page, and when "
        "pages are made and told of by e-mail",
        fr="la ligne qui vous concerne dans la liste de votre soignant, qui répète la page de la "
        "semaine, et le moment où les pages sont faites et annoncées par e-mail",
    ),
    ("summaries", "acts"): typeset(
        en="earlier states of a weekly page (the one that stands is here), and what clinicians "
        "note for themselves alone",
        fr="les états antérieurs d’une page de la semaine (celui qui vaut est ici), et ce que les "
        "soignants notent pour eux seuls",
    ),
    ("steps",): typeset(
        en="what earlier versions of the method made of a note, and the numbers by which your "
        "voice is told from others: they would let others recognise you",
        fr="ce que des versions antérieures de la méthode ont fait d’une note, et les nombres qui "
        "distinguent votre voix des autres : ils permettraient de vous reconnaître",
    ),
    ("sounds",): typeset(
        en="the sound of a note that you deleted, or of which a passage is being taken out at "
        "this moment",
        fr="le son d’une note que vous avez supprimé, ou dont un passage est en train d’être "
        "retiré",
    ),
}
"""What is not in it, by the tables that it stands in, with the reason."""

README = typeset(
    en="""Your diary, as Voice Journal held it on {at}.

Open index.html in any browser; it needs no network and no program of ours.

index.html        your notes with sound and words, your weeks, your answers, exercises and safety
                  plan, what was given to you, your reminders and calls, what you allowed, and who
                  opened what
audio/            the sound of your notes, in the format in which you recorded it
tables/           the same as tables (CSV, UTF-8), for a spreadsheet
everything.json   everything in one document, for programs

Not in it:

{left_out}

Nothing here is encrypted. Keep it where only you can get at it.
""",
    fr="""Votre journal, tel que Voice Journal le gardait le {at}.

Ouvrez index.html dans un navigateur ; il ne faut ni réseau ni programme de notre part.

index.html        vos notes avec le son et les mots, vos semaines, vos réponses, vos exercices et
                  votre plan de sécurité, ce qui vous a été donné, vos rappels et vos appels, ce
                  que vous autorisez et qui a ouvert quoi
audio/            le son de vos notes, dans le format où vous les avez enregistrées
tables/           la même chose en tableaux (CSV, UTF-8), pour un tableur
everything.json   tout dans un seul document, pour des programmes

N’y sont pas :

{left_out}

Rien ici n’est chiffré. Gardez-le là où vous seul(e) pouvez y accéder.
""",
)


def readme(kept: Everything) -> str:
    """Say what is in the archive and what is not, in the patient's language."""
    language = kept.account.language
    left_out = "\n".join(f"- {one.in_language(language)}" for one in LEFT_OUT.values())
    told = README.in_language(language)
    return told.format(at=f"{kept.made_at:%Y-%m-%d %H:%M} UTC", left_out=left_out)

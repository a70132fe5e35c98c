"""Every setting of the service, read once from the environment and the command line."""

from pathlib import Path
from typing import Literal, Self

import platformdirs
from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


def _models_folder() -> Path:
    return Path(platformdirs.user_data_dir("voicejournal")) / "models"


class Settings(BaseSettings):
    """Settings; each is also an environment variable `VOICEJOURNAL_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix="VOICEJOURNAL_", frozen=True, extra="forbid")

    data: Path = Path("data")
    """Folder that holds the database, the encrypted sound and, unless named, the keys."""
    keys: Path | None = None
    """Folder of the master key; None: `data`/keys. Keep it apart from backups of `data`."""
    database_url: str = ""
    """SQLAlchemy URL; empty: SQLite under `data`."""
    model: str = "auto"
    """Whisper model: `auto`, a size (`small` …), a name, a folder, or `demo`."""
    models_folder: Path = Field(default_factory=_models_folder)
    """Where models are fetched to and looked for, beside the usual caches."""
    language: str = "auto"
    """Language of notes: `auto`, or a code such as `fr`."""
    device: Literal["auto", "cpu", "cuda"] = "auto"
    threads: int = Field(default=0, ge=0)
    """Processor threads for transcription; 0: as many as the machine has."""
    model_idle_s: float = Field(default=300.0, gt=0)
    """A model unused for so long gives its memory back."""
    max_note_s: float = Field(default=2 * 3600.0, gt=0)
    """Longest note accepted."""
    max_upload_bytes: int = Field(default=1 << 30, gt=0)
    lease_s: float = Field(default=60.0, gt=0)
    """A worker that is silent for so long has lost its note to the next one."""
    max_attempts: int = Field(default=5, ge=1)
    secure_cookies: bool = False
    """Send cookies over https only; turn on wherever the service is reached by https."""
    locale: str = "en"
    """Language of pages for people who have not chosen one."""
    plugins_file: Path | None = None
    """TOML file of what the operator tells each plugin; None: `data`/plugins.toml, if there."""
    plugin_isolation: Literal["process", "none"] = "process"
    """`none` runs analyzers inside the service, where one that hangs or crashes takes it along:
    for tests and for debugging a plugin."""
    plugin_start_s: float = Field(default=60.0, gt=0)
    """A plugin whose import takes longer is not used."""
    plugin_call_s: float = Field(default=30.0, gt=0)
    """Longest call of an analyzer that does not ask for more."""
    plugin_call_most_s: float = Field(default=600.0, gt=0)
    """Longest call of one that does."""
    plugin_memory_mb: int = Field(default=2048, ge=128)
    """Memory of a plugin's process that does not ask for more."""
    plugin_memory_most_mb: int = Field(default=8192, ge=128)
    """Memory of one that does."""
    plugin_network: str = ""
    """Names of plugins that may reach the network, by commas."""
    plugin_emotion: str = ""
    """Names of plugins whose analyzers may infer emotions, by commas."""

    public_url: str = ""
    """Where people reach the service, e.g. `https://journal.example.org`: the link in letters."""
    smtp_host: str = ""
    """Mail server; empty: no letter is ever sent."""
    smtp_port: int = Field(default=587, ge=1, le=65535)
    smtp_security: Literal["starttls", "tls", "none"] = "starttls"
    """`none` only for a server on this machine."""
    smtp_user: str = ""
    smtp_password: SecretStr = SecretStr("")
    smtp_from: str = ""
    """Sender of letters, e.g. `journal@example.org`."""
    practice_email: str = ""
    """Told, beside the patient's clinicians, when a patient asks to be contacted; never who."""

    @model_validator(mode="after")
    def _letters_can_be_written(self) -> Self:
        if self.smtp_host and not (self.smtp_from and self.public_url):
            msg = "smtp_host needs smtp_from and public_url beside it"
            raise ValueError(msg)
        return self

    @property
    def sends_mail(self) -> bool:
        """Whether letters are sent."""
        return bool(self.smtp_host)

    @property
    def database(self) -> str:
        """The SQLAlchemy URL in force."""
        return self.database_url or f"sqlite:///{self.data.resolve() / 'voicejournal.sqlite3'}"

    @property
    def keys_folder(self) -> Path:
        """Where the master key lies."""
        return self.keys or self.data / "keys"

    @property
    def plugins_toml(self) -> Path:
        """The file of plugin settings; it need not be there."""
        return self.plugins_file or self.data / "plugins.toml"

    @property
    def plugins_with_network(self) -> frozenset[str]:
        """Names of the plugins that may reach the network."""
        return frozenset(one.strip() for one in self.plugin_network.split(",") if one.strip())

    @property
    def plugins_with_emotion(self) -> frozenset[str]:
        """Names of the plugins whose analyzers may infer emotions."""
        return frozenset(one.strip() for one in self.plugin_emotion.split(",") if one.strip())

    @property
    def sound_folder(self) -> Path:
        """Where encrypted sound lies."""
        return self.data / "sound"

    @property
    def instruments_folder(self) -> Path:
        """Where a practice's own questionnaires lie, one FHIR file each."""
        return self.data / "instruments"

    @property
    def doorbell_file(self) -> Path:
        """The queue's own file: ids only."""
        return self.data / "doorbell.sqlite3"

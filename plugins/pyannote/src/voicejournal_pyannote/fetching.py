"""`voicejournal-pyannote`: fetch a pipeline once, with a token; the service never does."""

import os
import sys

import click
from huggingface_hub import snapshot_download
from huggingface_hub.errors import GatedRepoError, HfHubHTTPError

from voicejournal import ModelMissingError
from voicejournal_pyannote.options import COMMUNITY
from voicejournal_pyannote.weights import find_weights


@click.group()
def main() -> None:
    """Weights that tell voices apart."""


@main.command()
@click.argument("model", default=COMMUNITY)
@click.option("--to", "folder", type=click.Path(file_okay=False), help="Instead of the cache.")
def pull(model: str, folder: str | None) -> None:
    """Fetch the pipeline MODEL; the token is read from HF_TOKEN, never from the command line."""
    try:
        got = snapshot_download(model, local_dir=folder, token=os.environ.get("HF_TOKEN"))
    except GatedRepoError:
        _fail(
            f"{model} is gated. Accept its conditions on https://hf.co/{model} with the account "
            "that the token in HF_TOKEN belongs to."
        )
    except (HfHubHTTPError, OSError) as error:
        _fail(f"{model} could not be fetched ({type(error).__name__}). Is this machine online?")
    click.echo(f"{find_weights(got).name} is here: {got}")


@main.command()
@click.argument("model", default=COMMUNITY)
def path(model: str) -> None:
    """Print the folder of MODEL, to copy it to a machine that is never online."""
    try:
        click.echo(find_weights(model).folder)
    except ModelMissingError as error:
        _fail(f"{error.message} {error.fix or ''}")


def _fail(message: str) -> None:
    click.echo(message, err=True)
    sys.exit(1)

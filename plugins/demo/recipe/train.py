"""Train the demo model; stop and go on at any time.

Four things are learnt at once, and three of them we know only because we own the synthesiser:
the next token; where each token sounds (cross-attention of the heads that align); the phoneme and
the token of every 20 ms (two linear heads on the encoder, thrown away afterwards).
"""

import argparse
import copy
import random
import time
from pathlib import Path

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor, nn

from batches import Batch, Batches
from model import Shape, Whisper
from scenes import Corpus, SceneMaker, phoneme_names

ALIGNMENT_HEADS = (0, 1, 2)
"""Heads told where to look: in the last layer at the next token, before it at this one."""
WARM_UP_STEPS = 200
EMA_DECAY = 0.998
SHOWN_FRAMES = 1_500
"""Frames a step whose token is asked for: enough, and the head is wide."""
TIME_SPREAD = (0.05, 0.15, 0.6, 0.15, 0.05)
"""A time token's neighbours are nearly right."""


class Learner(nn.Module):
    """The model with its two helping heads."""

    def __init__(self, shape: Shape, tokenizer: Tokenizer, phonemes: int) -> None:
        super().__init__()
        self.untimed = tokenizer.token_to_id("<|notimestamps|>")
        self.whisper = Whisper(shape, self.untimed + 1)
        self.phoneme_head = nn.Linear(shape.width, phonemes + 1)
        self.silence = tokenizer.token_to_id("<|endoftext|>")
        self.token_head = nn.Linear(shape.width, self.silence + 1)

    def losses(self, batch: Batch) -> dict[str, Tensor]:
        """Every loss, and a few figures to watch."""
        early, heard, logits, shown = self.whisper(batch.mels, batch.starts, batch.tokens)
        phonemes = self.phoneme_head(early)
        chosen = self._shown_frames(batch)
        frame_tokens = batch.frame_tokens.flatten()[chosen]
        token_logits = self.token_head(heard.flatten(0, 1)[chosen])
        labels = batch.labels[:, 1:]
        sounding = batch.frame_phonemes > 0
        right = phonemes.argmax(-1) == batch.frame_phonemes
        told = logits[:, :-1].argmax(-1) == labels
        spelt = (token_logits.argmax(-1) == frame_tokens)[frame_tokens != self.silence]
        return {
            "text": self._text_loss(logits[:, :-1], labels),
            "phoneme": F.cross_entropy(phonemes.flatten(0, 1), batch.frame_phonemes.flatten()),
            "token": F.cross_entropy(token_logits, frame_tokens),
            "next": _looking_loss(shown[-1][:, :, :-1], batch.spans[:, 1:]),
            "this": _looking_loss(shown[0], batch.spans),
            "here": _looking_loss(shown[1], batch.spans),
            "phonemes right": _share(right[sounding]),
            "frame tokens right": _share(spelt),
            "tokens right": _share(told[labels >= 0]),
        }

    def _shown_frames(self, batch: Batch) -> Tensor:
        """Some frames at random, most of them inside words."""
        odds = torch.where(batch.frame_tokens.flatten() == self.silence, 0.25, 1.0)
        return torch.multinomial(odds, min(SHOWN_FRAMES, len(odds)))

    def _text_loss(self, logits: Tensor, labels: Tensor) -> Tensor:
        asked = labels >= 0
        scores, wanted = logits[asked].log_softmax(-1), labels[asked]
        losses = -scores.gather(1, wanted[:, None])[:, 0]
        timed = wanted > self.untimed
        if timed.any():
            near = wanted[timed][:, None] + torch.arange(-2, 3)[None, :]
            near = near.clamp(self.untimed + 1, logits.shape[-1] - 1)
            spread = -(scores[timed].gather(1, near) * torch.tensor(TIME_SPREAD)).sum(1)
            losses = losses.masked_scatter(timed, spread)
        return losses.mean()


def _share(right: Tensor) -> Tensor:
    """Share of what is right; all of nothing."""
    return right.float().mean().detach() if len(right) else torch.tensor(1.0)


def _looking_loss(weights: Tensor, spans: Tensor) -> Tensor:
    """How little of the attention falls into each token's own frames."""
    weights = weights[:, list(ALIGNMENT_HEADS)]
    sums = F.pad(weights.cumsum(-1), (1, 0))
    known = spans[:, :, 0] >= 0
    edges = spans.clamp(min=0)[:, None].expand(-1, len(ALIGNMENT_HEADS), -1, -1)
    inside = sums.gather(3, edges[..., 1:]) - sums.gather(3, edges[..., :1])
    losses = -inside[..., 0].clamp(min=1e-4).log()
    return losses.masked_select(known[:, None].expand_as(losses)).mean()


WEIGHTS = {"text": 1.0, "phoneme": 0.5, "token": 0.7, "next": 0.5, "this": 0.3, "here": 0.4}


class Training:
    """The learner, its optimizer, and the clock that the learning rate follows."""

    def __init__(self, learner: Learner, minutes: float, rate: float, steady: float) -> None:
        self.learner, self.minutes, self.rate, self.steady = learner, minutes, rate, steady
        trained = [weight for weight in learner.parameters() if weight.requires_grad]
        self.optimizer = torch.optim.AdamW(trained, lr=rate, betas=(0.9, 0.98), weight_decay=0.01)
        self.average = copy.deepcopy(learner.whisper)
        self.step, self.spent_s = 0, 0.0

    def learning_rate(self) -> float:
        """Warm-up, then constant, then down to a twentieth."""
        done = self.spent_s / 60 / self.minutes
        left = 1.0 if done < self.steady else max(0.05, (1 - done) / (1 - self.steady))
        return self.rate * min(1.0, (self.step + 1) / WARM_UP_STEPS) * left

    def learn(self, batch: Batch) -> dict[str, float]:
        """One step."""
        for group in self.optimizer.param_groups:
            group["lr"] = self.learning_rate()
        losses = self.learner.losses(batch)
        total = sum(weight * losses[name] for name, weight in WEIGHTS.items())
        self.optimizer.zero_grad()
        total.backward()
        nn.utils.clip_grad_norm_(self.learner.parameters(), 1.0)
        self.optimizer.step()
        self._follow()
        self.step += 1
        return {name: float(value.detach()) for name, value in losses.items()}

    @torch.no_grad()
    def _follow(self) -> None:
        decay = min(EMA_DECAY, (self.step + 1) / (self.step + 10))
        pairs = zip(self.average.parameters(), self.learner.whisper.parameters(), strict=True)
        for slow, quick in pairs:
            slow.lerp_(quick, 1 - decay)

    def save(self, path: Path) -> None:
        """Keep everything needed to convert or to go on."""
        state = {
            "learner": self.learner.state_dict(),
            "average": self.average.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "step": self.step,
            "spent_s": self.spent_s,
        }
        torch.save(state, path.with_suffix(".new"))
        path.with_suffix(".new").replace(path)

    def resume(self, path: Path) -> None:
        """Go on where `save` left off."""
        state = torch.load(path)
        self.learner.load_state_dict(state["learner"])
        self.average.load_state_dict(state["average"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.step, self.spent_s = state["step"], state["spent_s"]


class Courtesy:
    """One thread while others need the other core, for two would only wait for each other."""

    EVERY_S = 4.0

    def __init__(self, most: int, tolerance: float) -> None:
        self.most, self.threads, self.tolerance = most, most, tolerance
        self.before = self._busy_s()

    def settle(self) -> None:
        """Choose the number of threads by what others used since the last time."""
        now = self._busy_s()
        passed_s, busy_s, own_s = (
            late - early for late, early in zip(now, self.before, strict=True)
        )
        if passed_s < self.EVERY_S:
            return
        self.before = now
        others = (busy_s - own_s) / passed_s
        threads = self.most if others < self.tolerance else max(1, self.most - 1)
        if threads != self.threads:
            self.threads = threads
            torch.set_num_threads(threads)

    @staticmethod
    def _busy_s() -> tuple[float, float, float]:
        first = Path("/proc/stat").read_text().split("\n")[0]
        ticks = [int(text) for text in first.split()[1:9]]
        busy = sum(ticks) - ticks[3] - ticks[4]
        return time.monotonic(), busy / 100, time.process_time()


def train(training: Training, batches: Batches, path: Path, courtesy: Courtesy) -> None:
    """Learn until the time is over, reporting every fifty steps."""
    figures: dict[str, float] = {}
    last_saved = time.monotonic()
    while training.spent_s < training.minutes * 60:
        begun = time.monotonic()
        courtesy.settle()
        for name, value in training.learn(batches.draw()).items():
            figures[name] = value if name not in figures else 0.97 * figures[name] + 0.03 * value
        training.spent_s += time.monotonic() - begun
        if training.step % 50 == 0:
            shown = "  ".join(f"{name} {value:.3f}" for name, value in figures.items())
            pace = training.spent_s / training.step
            minutes = training.spent_s / 60
            begin = f"{training.step} {minutes:.1f} min {pace:.2f} s {courtesy.threads}"
            print(begin, shown, flush=True)
        if time.monotonic() - last_saved > 120:
            training.save(path)
            last_saved = time.monotonic()
    training.save(path)


def main() -> None:
    """Train from scratch, or go on from `checkpoint.pt`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--minutes", type=float, default=85)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--steady", type=float, default=0.75, help="share at the full rate")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--whole-share", type=float, default=0.2, help="batches of full windows")
    parser.add_argument("--name", default="checkpoint")
    parser.add_argument(
        "--tolerance", type=float, default=0.4, help="cores others may use before we give one up"
    )
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    path = options.folder / f"{options.name}.pt"
    seed = int(time.time()) if path.exists() else 0
    torch.manual_seed(seed)
    tokenizer = Tokenizer.from_file(str(options.folder / "tokenizer.json"))
    phonemes = phoneme_names(options.folder, "train")
    corpus = Corpus(options.folder, "train", tokenizer, phonemes)
    print({name: len(kept) for name, kept in corpus.by_language.items()}, "sentences", flush=True)
    learner = Learner(Shape(tokenizer.get_vocab_size()), tokenizer, len(phonemes))
    training = Training(learner, options.minutes, options.rate, options.steady)
    if path.exists():
        training.resume(path)
    chance = random.Random(seed)
    batches = Batches(SceneMaker(corpus, tokenizer, chance), chance, options.whole_share)
    train(training, batches, path, Courtesy(options.threads, options.tolerance))


if __name__ == "__main__":
    main()

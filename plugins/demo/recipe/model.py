"""A small Whisper in plain torch, with the names of Hugging Face's so that it converts as is.

Two things are ours. Self-attention in the encoder starts out looking at neighbouring frames, which
the sinusoidal positions make a matter of rotation; random weights need thousands of steps to find
that. And cross-attention gives its weights away, so that training can say where a token sounds.
"""

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

FRAMES = 1_500
"""Encoder frames in a window of 30 s, each 20 ms."""
LONGEST_TEXT = 448
HEAD_SIZE = 32
GLANCES = (
    ((-3, 0, 1), (3, 0, 1), (0, 4, 2), (-8, 6, 2), (8, 6, 2)),
    ((-5, 2, 1), (5, 2, 1), (0, 8, 2), (-14, 10, 2), (14, 10, 2)),
    ((-8, 6, 2), (8, 6, 2), (0, 12, 2), (-20, 14, 2), (20, 14, 2)),
)
"""Per layer and head: frames away, highest frequency used, stride between frequencies."""
GLANCE_STRENGTH = 1.1


@dataclass(frozen=True)
class Shape:
    """Sizes of the model."""

    vocabulary: int
    width: int = 160
    encoder_layers: int = 3
    decoder_layers: int = 3

    @property
    def heads(self) -> int:
        """Attention heads of each layer."""
        return self.width // HEAD_SIZE


def sinusoids(length: int, width: int) -> Tensor:
    """Whisper's positions: sines first, cosines after."""
    frequencies = position_frequencies(width)
    angles = torch.arange(length)[:, None] * frequencies[None, :]
    return torch.cat([angles.sin(), angles.cos()], dim=1)


def position_frequencies(width: int) -> Tensor:
    """Radians per frame of each pair of position channels."""
    half = width // 2
    return torch.exp(-math.log(10_000) / (half - 1) * torch.arange(half))


class Attention(nn.Module):
    """Multi-head attention; `forward` returns its weights when asked."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.heads = width // HEAD_SIZE
        self.k_proj = nn.Linear(width, width, bias=False)
        self.v_proj = nn.Linear(width, width)
        self.q_proj = nn.Linear(width, width)
        self.out_proj = nn.Linear(width, width)

    def forward(self, queries: Tensor, sources: Tensor, *, causal: bool = False) -> Tensor:
        """Attend without showing the weights, by the fused kernel."""
        query, key, value = self._projected(queries, sources)
        mixed = F.scaled_dot_product_attention(query, key, value, is_causal=causal)
        return self.out_proj(mixed.transpose(1, 2).flatten(2))

    def shown(self, queries: Tensor, sources: Tensor) -> tuple[Tensor, Tensor]:
        """Attend, and give the weights [batch, head, query, source] away too."""
        query, key, value = self._projected(queries, sources)
        weights = (query @ key.transpose(2, 3) / math.sqrt(HEAD_SIZE)).softmax(-1)
        return self.out_proj((weights @ value).transpose(1, 2).flatten(2)), weights

    def _projected(self, queries: Tensor, sources: Tensor) -> list[Tensor]:
        inputs = (
            (self.q_proj, queries),
            (self.k_proj, sources),
            (self.v_proj, sources),
        )
        return [
            projection(given).unflatten(2, (self.heads, HEAD_SIZE)).transpose(1, 2)
            for projection, given in inputs
        ]

    @torch.no_grad()
    def glance(self, glances: tuple[tuple[int, int, int], ...]) -> None:
        """Start with each head looking a fixed number of frames away."""
        width = self.q_proj.weight.shape[1]
        frequencies, pairs = position_frequencies(width), HEAD_SIZE // 2
        for head, (away, highest, stride) in enumerate(glances[: self.heads]):
            query = torch.zeros(HEAD_SIZE, width)
            key = torch.zeros(HEAD_SIZE, width)
            for pair in range(pairs):
                sine = highest + stride * pair
                cosine = sine + width // 2
                angle = float(frequencies[sine]) * away
                key[pair, sine] = key[pairs + pair, cosine] = 1.0
                query[pair, sine] = query[pairs + pair, cosine] = math.cos(angle)
                query[pair, cosine] = math.sin(angle)
                query[pairs + pair, sine] = -math.sin(angle)
            rows = slice(head * HEAD_SIZE, (head + 1) * HEAD_SIZE)
            self.k_proj.weight[rows] = GLANCE_STRENGTH * key + 0.02 * torch.randn(key.shape)
            self.q_proj.weight[rows] = GLANCE_STRENGTH * query + 0.02 * torch.randn(key.shape)
            self.q_proj.bias[rows] = 0.0


class EncoderLayer(nn.Module):
    """Whisper's encoder layer."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.self_attn = Attention(width)
        self.self_attn_layer_norm = nn.LayerNorm(width)
        self.fc1 = nn.Linear(width, 4 * width)
        self.fc2 = nn.Linear(4 * width, width)
        self.final_layer_norm = nn.LayerNorm(width)

    def forward(self, states: Tensor) -> Tensor:
        """One step deeper."""
        normal = self.self_attn_layer_norm(states)
        states = states + self.self_attn(normal, normal)
        return states + self.fc2(F.gelu(self.fc1(self.final_layer_norm(states))))


class Encoder(nn.Module):
    """Whisper's encoder; takes windows of any length from any place in the 30 s."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.conv1 = nn.Conv1d(80, shape.width, 3, padding=1)
        self.conv2 = nn.Conv1d(shape.width, shape.width, 3, stride=2, padding=1)
        self.embed_positions = nn.Embedding(FRAMES, shape.width)
        self.embed_positions.weight.data = sinusoids(FRAMES, shape.width)
        self.embed_positions.weight.requires_grad = False
        self.layers = nn.ModuleList(EncoderLayer(shape.width) for _ in range(shape.encoder_layers))
        self.layer_norm = nn.LayerNorm(shape.width)
        self.conv2.weight.data *= 3.0
        for layer, glances in zip(self.layers, GLANCES, strict=False):
            layer.self_attn.glance(glances)

    def forward(self, mels: Tensor, starts: Tensor) -> tuple[Tensor, Tensor]:
        """Encode windows that start at these frames.

        Returns:
            The states after the first layer, and the final ones.
        """
        states = F.gelu(self.conv2(F.gelu(self.conv1(mels)))).transpose(1, 2)
        places = starts[:, None] + torch.arange(states.shape[1])[None, :]
        states = states + self.embed_positions(places)
        early = states = self.layers[0](states)
        for layer in self.layers[1:]:
            states = layer(states)
        return early, self.layer_norm(states)


class DecoderLayer(nn.Module):
    """Whisper's decoder layer."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.self_attn = Attention(width)
        self.self_attn_layer_norm = nn.LayerNorm(width)
        self.encoder_attn = Attention(width)
        self.encoder_attn_layer_norm = nn.LayerNorm(width)
        self.fc1 = nn.Linear(width, 4 * width)
        self.fc2 = nn.Linear(4 * width, width)
        self.final_layer_norm = nn.LayerNorm(width)

    def forward(self, states: Tensor, heard: Tensor) -> tuple[Tensor, Tensor]:
        """One step deeper, with the cross-attention's weights."""
        normal = self.self_attn_layer_norm(states)
        states = states + self.self_attn(normal, normal, causal=True)
        mixed, weights = self.encoder_attn.shown(self.encoder_attn_layer_norm(states), heard)
        states = states + mixed
        return states + self.fc2(F.gelu(self.fc1(self.final_layer_norm(states)))), weights


class Decoder(nn.Module):
    """Whisper's decoder."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.embed_tokens = nn.Embedding(shape.vocabulary, shape.width)
        self.embed_positions = nn.Embedding(LONGEST_TEXT, shape.width)
        self.layers = nn.ModuleList(DecoderLayer(shape.width) for _ in range(shape.decoder_layers))
        self.layer_norm = nn.LayerNorm(shape.width)
        nn.init.normal_(self.embed_tokens.weight, std=shape.width**-0.5)
        nn.init.normal_(self.embed_positions.weight, std=0.02)

    def forward(self, tokens: Tensor, heard: Tensor) -> tuple[Tensor, list[Tensor]]:
        """States of every row, and each layer's cross-attention weights."""
        states = self.embed_tokens(tokens) + self.embed_positions.weight[: tokens.shape[1]]
        shown = []
        for layer in self.layers:
            states, weights = layer(states, heard)
            shown.append(weights)
        return self.layer_norm(states), shown


class Whisper(nn.Module):
    """Encoder and decoder, under the names the converter expects."""

    def __init__(self, shape: Shape, first_time_token: int) -> None:
        super().__init__()
        self.model = nn.ModuleDict({"encoder": Encoder(shape), "decoder": Decoder(shape)})
        embeddings = self.model["decoder"].embed_tokens.weight.data
        times = len(embeddings) - first_time_token
        places = sinusoids(times, shape.width)
        embeddings[first_time_token:] = places / places.norm(dim=1, keepdim=True)

    def forward(
        self, mels: Tensor, starts: Tensor, tokens: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, list[Tensor]]:
        """Early and final encoder states, logits of every row, cross-attention weights."""
        early, heard = self.model["encoder"](mels, starts)
        states, shown = self.model["decoder"](tokens, heard)
        return early, heard, states @ self.model["decoder"].embed_tokens.weight.T, shown

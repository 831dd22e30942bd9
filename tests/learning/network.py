"""The network that points at speakers: a small BERT, then heads that compare a quotation with each mention."""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt

import torch
from torch import Tensor, nn
from torch.nn import functional

from bot.reading.speakers.windows import BUCKETS

WIDE, HEADS, INNER, LAYERS, WORDS, LONGEST = 384, 12, 1536, 6, 30_522, 512  # of all-MiniLM-L6-v2
COMPARED = 256  # numbers by which a quotation and a mention are compared
LOOKS = 2  # times that the quotations look at one another and at the text
DROPPED = 0.1
MASKED = -1e4

_NAMES = {  # ours -> those of the weights that it starts from
    "attention.query": "attention.self.query",
    "attention.key": "attention.self.key",
    "attention.value": "attention.self.value",
    "attention.mixed": "attention.output.dense",
    "mixed_norm": "attention.output.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "outer_norm": "output.LayerNorm",
}


class Attention(nn.Module):
    """Let states look at others and take over what they need."""

    def __init__(self) -> None:
        """Make it with chance weights."""
        super().__init__()
        self.query, self.key, self.value, self.mixed = (nn.Linear(WIDE, WIDE) for _ in range(4))

    def forward(self, looking: Tensor, seen: Tensor, mask: Tensor | None) -> Tensor:
        """Return what each state takes over, [rows, looking, WIDE]."""
        query, key, value = (
            each.view(each.shape[0], each.shape[1], HEADS, WIDE // HEADS).transpose(1, 2)
            for each in (self.query(looking), self.key(seen), self.value(seen))
        )
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        return self.mixed(mixed.transpose(1, 2).reshape(looking.shape))  # type: ignore[no-any-return]


class Layer(nn.Module):
    """Let every token look at every other, then think."""

    def __init__(self) -> None:
        """Make a layer with chance weights."""
        super().__init__()
        self.attention = Attention()
        self.inner, self.outer = nn.Linear(WIDE, INNER), nn.Linear(INNER, WIDE)
        self.mixed_norm, self.outer_norm = (nn.LayerNorm(WIDE, eps=1e-12) for _ in range(2))
        self.drop = nn.Dropout(DROPPED)

    def forward(self, seen: Tensor, mask: Tensor | None) -> Tensor:
        """Return the states behind this layer, [rows, tokens, WIDE]."""
        seen = self.mixed_norm(seen + self.drop(self.attention(seen, seen, mask)))
        return self.outer_norm(seen + self.drop(self.outer(functional.gelu(self.inner(seen)))))


class Look(nn.Module):
    """Let every quotation look at the others, then at the text, then think."""

    def __init__(self) -> None:
        """Make it with chance weights."""
        super().__init__()
        self.others, self.text = Attention(), Attention()
        self.inner, self.outer = nn.Linear(WIDE, 2 * WIDE), nn.Linear(2 * WIDE, WIDE)
        self.norms = nn.ModuleList([nn.LayerNorm(WIDE) for _ in range(3)])
        self.drop = nn.Dropout(DROPPED)

    def forward(self, quotes: Tensor, asked: Tensor | None, states: Tensor, mask: Tensor | None) -> Tensor:
        """Return the quotations' states behind this look, [rows, quotes, WIDE]."""
        first, second, third = self.norms
        calm = first(quotes)
        quotes = quotes + self.drop(self.others(calm, calm, asked))
        quotes = quotes + self.drop(self.text(second(quotes), states, mask))
        return quotes + self.drop(self.outer(functional.gelu(self.inner(third(quotes)))))


class Pointer(nn.Module):
    """Tell for each quotation how likely each mention, nobody and somebody unnamed is."""

    def __init__(self) -> None:
        """Make a network with chance weights."""
        super().__init__()
        self.words, self.places = nn.Embedding(WORDS, WIDE), nn.Embedding(LONGEST, WIDE)
        self.kind = nn.Parameter(torch.zeros(WIDE))
        self.norm, self.drop = nn.LayerNorm(WIDE, eps=1e-12), nn.Dropout(DROPPED)
        self.layers = nn.ModuleList([Layer() for _ in range(LAYERS)])
        self.quoting, self.reporting = nn.Linear(2 * WIDE, WIDE), nn.Linear(2 * WIDE, WIDE)
        self.looks = nn.ModuleList([Look() for _ in range(LOOKS)])
        self.calm = nn.LayerNorm(WIDE)
        self.compared, self.classes = nn.Linear(WIDE, COMPARED), nn.Linear(WIDE, 2)
        self.mention = nn.Linear(2 * WIDE, COMPARED)
        self.bucket, self.bias = nn.Embedding(BUCKETS, COMPARED), nn.Embedding(BUCKETS, 1)
        nn.init.normal_(self.bucket.weight, std=0.02)
        nn.init.zeros_(self.bias.weight)

    def begin(self, base: dict[str, Tensor]) -> None:
        """Take over the weights of all-MiniLM-L6-v2."""
        mine = {
            "words.weight": base["embeddings.word_embeddings.weight"],
            "places.weight": base["embeddings.position_embeddings.weight"],
            "kind": base["embeddings.token_type_embeddings.weight"][0],
        }
        for end in ("weight", "bias"):
            mine[f"norm.{end}"] = base[f"embeddings.LayerNorm.{end}"]
            for layer in range(LAYERS):
                for name, theirs in _NAMES.items():
                    mine[f"layers.{layer}.{name}.{end}"] = base[f"encoder.layer.{layer}.{theirs}.{end}"]
        self.load_state_dict(mine, strict=False)

    def states(self, ids: Tensor, mask: Tensor | None = None) -> Tensor:
        """Return a state for each token, [rows, tokens, WIDE]; a mask says which are no padding."""
        seen = self.words(ids) + self.places.weight[: ids.shape[1]] + self.kind
        seen, hidden = self.drop(self.norm(seen)), _hidden(mask, seen)
        for layer in self.layers:
            seen = layer(seen, hidden)
        return seen

    def scores(self, states: Tensor, given: Mapping[str, Tensor], *, reported: bool) -> Tensor:
        """Return scores [rows, quotes, mentions + 2]; the last two are of nobody and of somebody unnamed.

        Masks for padding are “mask” of the tokens, “asked” of the quotations, “there” of the mentions.
        """
        quotes = (self.reporting if reported else self.quoting)(_ends(states, given["quotes"]))
        for look in self.looks:
            quotes = look(quotes, _hidden(given.get("asked"), quotes), states, _hidden(given.get("mask"), states))
        quotes = self.calm(quotes)
        asked, named = self.compared(quotes), self.mention(_ends(states, given["mentions"]))
        far = self.bucket(given["buckets"])
        found = torch.einsum("bqd,bmd->bqm", asked, named) + torch.einsum("bqd,bqmd->bqm", asked, far)
        found = found / sqrt(COMPARED) + self.bias(given["buckets"]).squeeze(-1)
        if "there" in given:
            found = found + (1.0 - given["there"][:, None, :]) * MASKED
        return torch.cat([found, self.classes(quotes)], dim=-1)

    def forward(self, ids: Tensor, quotes: Tensor, mentions: Tensor, buckets: Tensor) -> Tensor:
        """Return likelihoods [1, quotes, mentions + 2] of one window, without any padding."""
        given = {"quotes": quotes, "mentions": mentions, "buckets": buckets}
        return self.scores(self.states(ids), given, reported=False).softmax(-1)


def _hidden(mask: Tensor | None, like: Tensor) -> Tensor | None:
    """Return what keeps anything from looking at padding."""
    return None if mask is None else (1.0 - mask[:, None, None, :]).to(like.dtype) * MASKED


def _ends(states: Tensor, places: Tensor) -> Tensor:
    """Return the states of the first and the last token of each stretch, side by side."""
    first, last = (torch.gather(states, 1, places[:, :, end, None].expand(-1, -1, states.shape[-1])) for end in (0, 1))
    return torch.cat([first, last], dim=-1)

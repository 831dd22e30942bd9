"""How much the rules and the encoder count beside each other, learned by `make learn`."""

POOL = {
    "rules": 0.559,
    "encoder": 0.625,
    "rules of nobody": 0.35,
    "nobody": -0.888,
    "unnamed": -0.113,
    "left to a name": 0.003,
    "left to the unnamed": 0.051,
    "not offered": 0.219,
}

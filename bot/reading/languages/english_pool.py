"""How much the rules and the encoder count beside each other, learned by `make learn`."""

POOL = {
    "rules": 0.535,
    "encoder": 0.663,
    "rules of nobody": 0.183,
    "nobody": -0.988,
    "unnamed": -0.059,
    "left to a name": 0.004,
    "left to the unnamed": 0.108,
    "not offered": 0.097,
}

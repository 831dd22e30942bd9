"""How much the rules and the encoder count beside each other, learned by `make learn`."""

POOL = {
    "rules": 0.531,
    "encoder": 0.672,
    "rules of nobody": 0.203,
    "nobody": -0.977,
    "unnamed": -0.078,
    "left to a name": 0.003,
    "left to the unnamed": 0.099,
    "not offered": 0.087,
}

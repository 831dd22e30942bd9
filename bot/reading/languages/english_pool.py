"""How much the rules and the encoder count beside each other, learned by `make learn`."""

POOL = {
    "rules": 0.558,
    "encoder": 0.644,
    "rules of nobody": 0.273,
    "nobody": -0.894,
    "unnamed": -0.241,
    "left to a name": 0.006,
    "left to the unnamed": 0.095,
    "not offered": 0.223,
}

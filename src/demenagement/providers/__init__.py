"""The catalogue of counterparts: one folder each, at the top of the tree, shipped inside the wheel.

In a checkout the folders stand in the tree's own `providers/`, so this package looks there.
"""

from demenagement.locations import checkout

if (_tree := checkout("providers")) is not None:
    __path__ = [str(_tree)]

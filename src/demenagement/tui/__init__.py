"""The terminal app: journeys, the plan, one step at a time. Reaches the outside through its `Desk` only."""

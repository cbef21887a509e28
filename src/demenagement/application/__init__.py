"""What the product does: plan a move, keep its journey, send its steps, watch for answers, feed a calendar."""

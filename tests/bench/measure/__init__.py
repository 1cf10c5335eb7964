"""What tests/bench/run is made of. Standard library only."""

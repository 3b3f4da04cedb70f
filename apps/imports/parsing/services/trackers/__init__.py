"""What people write down on sites where games are tracked or collected."""

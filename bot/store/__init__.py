"""What is kept: entities with their queries beside them, and the migrations."""

"""FollowTheMoney entities, one JSON object a line: read into claims, and written from them."""

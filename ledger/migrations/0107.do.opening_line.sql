-- Whoever is held to an opening takes a place in the line of the route it is to leave by, and wakes when its turn comes:
-- thousands that wake at once, and are sent away again until their turn, keep everybody waiting.
CREATE TABLE opening_line (
  opens_at        timestamptz NOT NULL,
  route           text NOT NULL CHECK (char_length(route) BETWEEN 5 AND 100),
  -- How many took a place: final decisions, which go first, and all others.
  final_decisions integer NOT NULL CHECK (final_decisions >= 0),
  others          integer NOT NULL CHECK (others >= 0),
  PRIMARY KEY (opens_at, route)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON opening_line TO bida_worker;

-- What went on lately is looked for by time. Rows stand in the order they came in, so a summary of each stretch of the
-- table is enough, and costs those who write next to nothing.
CREATE INDEX attempt_intended ON attempt USING brin (intended_at) WITH (pages_per_range = 32);
CREATE INDEX notice_finished ON notice USING brin (finished_at) WITH (pages_per_range = 32);

-- What the monitor sees of a route, and what it changes of its share by that: overrides as a supervisor's are, but of a
-- province or a carrier too, and set by nobody's hand. A supervisor may have a share stay as it is (`freezes`).
ALTER TABLE route_override
  ADD COLUMN share double precision CHECK (share > 0 AND share < 1),
  ADD COLUMN freezes boolean NOT NULL DEFAULT false,
  ADD COLUMN province text CHECK (char_length(province) BETWEEN 2 AND 3),
  ADD COLUMN carrier text CHECK (carrier ~ '^[a-z-]{1,20}$'),
  ADD COLUMN sort text NOT NULL GENERATED ALWAYS AS
    (CASE WHEN freezes THEN 'freeze' WHEN share IS NOT NULL THEN 'share' WHEN weight IS NOT NULL THEN 'weight' ELSE 'hold' END)
    STORED,
  ADD CONSTRAINT route_override_one_sort CHECK (num_nonnulls(weight, share) + freezes::integer <= 1),
  ADD CONSTRAINT route_override_place CHECK
    (province IS NULL AND carrier IS NULL OR share IS NOT NULL AND province IS NOT NULL AND target LIKE '%/%');
GRANT INSERT ON route_override, route_override_end TO bida_worker;

-- A scope that is in trouble (a route, of it a province, of that a carrier), or was within the last day.
CREATE TABLE route_health (
  scope     text PRIMARY KEY CHECK (char_length(scope) BETWEEN 5 AND 100),
  measures  text[] NOT NULL CHECK (measures <@ ARRAY['failure', 'silence', 'slowness']),
  since     timestamptz NOT NULL,
  sick_at   timestamptz NOT NULL,
  step      integer NOT NULL CHECK (step BETWEEN 0 AND 9),
  moved_at  timestamptz NOT NULL,
  is_rising boolean NOT NULL,
  falls     integer NOT NULL CHECK (falls > 0),
  over_at   timestamptz,
  -- Of each measure that was beyond its threshold when it was last seen so: how many there were, and how many were bad.
  evidence  jsonb NOT NULL,
  judged_at timestamptz NOT NULL
);
GRANT SELECT ON route_health TO bida_app;
GRANT INSERT, UPDATE ON route_health TO bida_worker;

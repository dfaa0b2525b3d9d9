-- Notices are looked for by when they were owed, the newest first; what is rare among them is found without walking
-- through what is common: states that are no everyday end, failures, a route that carries little, a small region.
CREATE INDEX notice_owed ON notice (owed_at, application_id, stage, round);
CREATE INDEX notice_exceptional ON notice (state, owed_at)
  WHERE state IN ('with-staff', 'completed-by-staff', 'superseded', 'withdrawn', 'unreachable');
CREATE INDEX attempt_failure ON attempt (failure, route) WHERE failure IS NOT NULL;
CREATE INDEX attempt_route ON attempt (route);
CREATE INDEX application_region ON application (region);

-- Who did what to which words, in order; appended to and never changed, by its owner neither.
CREATE TABLE template_event (
  event_id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at          timestamptz NOT NULL,
  template_id text NOT NULL,
  version     integer NOT NULL,
  step        text NOT NULL CHECK (step IN ('drafted', 'approved', 'provider-approved', 'went-live', 'retired')),
  staff_ref   text NOT NULL,
  route       text,
  code        text,
  FOREIGN KEY (template_id, version) REFERENCES template
);
CREATE INDEX template_event_template ON template_event (template_id, version, event_id);
CREATE TRIGGER template_event_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON template_event
  FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only();

GRANT SELECT, INSERT ON template_event TO bida_app;

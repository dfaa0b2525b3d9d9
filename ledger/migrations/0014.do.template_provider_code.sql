-- Under which code a provider approved the words for one of our routes.
CREATE TABLE template_provider_code (
  template_id text NOT NULL,
  version     integer NOT NULL,
  route       text NOT NULL,
  code        text NOT NULL,
  PRIMARY KEY (template_id, version, route),
  FOREIGN KEY (template_id, version) REFERENCES template
);
GRANT SELECT, INSERT ON template_provider_code TO bida_app;

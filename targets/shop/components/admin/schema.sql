CREATE SCHEMA admin;

CREATE TABLE admin.audit_log (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  user_id integer NOT NULL,
  action text NOT NULL,
  subject integer NOT NULL,
  detail json NOT NULL
);

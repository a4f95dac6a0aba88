CREATE SCHEMA analytics;

CREATE TABLE analytics.facts (
  order_id integer NOT NULL,
  product_id integer NOT NULL,
  quantity integer NOT NULL,
  revenue_cents integer NOT NULL,
  day date NOT NULL,
  PRIMARY KEY (order_id, product_id)
);
CREATE INDEX facts_by_day ON analytics.facts (day);

-- One row: how far the orders' outbox has been read, when last, and since when nothing was left in it.
CREATE TABLE analytics.relay (
  position text NOT NULL,
  pulled_at timestamptz NOT NULL,
  caught_up_at timestamptz NOT NULL
);
INSERT INTO analytics.relay VALUES ('0-0', now(), now());

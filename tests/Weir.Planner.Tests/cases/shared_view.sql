CREATE TABLE events (id BIGINT NOT NULL, body JSON, at TIMESTAMP NOT NULL, size DOUBLE,
  twice DOUBLE GENERATED ALWAYS AS (size * 2), never INT GENERATED ALWAYS AS (CAST(body ->> 'x' AS INT)),
  WATERMARK FOR at AS at - INTERVAL '10' SECOND)
WITH (connector = 'single_file', path = 'in.json', type = 'source', format = 'json', bad_data = 'drop');
CREATE VIEW large AS SELECT id, body ->> 'name' AS name, twice FROM events WHERE size > 100;
CREATE TABLE names (id BIGINT, name TEXT) WITH (connector = 'single_file', path = 'out.json', format = 'json');
INSERT INTO names SELECT id, name FROM large WHERE name IS NOT NULL;
INSERT INTO names SELECT id, 'none' FROM large WHERE name IS NULL;
SELECT id, twice, row_time() FROM large;
SET on_error = 'drop';

-- a filter and two outputs
CREATE TABLE events (
    id BIGINT NOT NULL,
    body JSON,
    at TIMESTAMP NOT NULL,
    size DOUBLE,
    WATERMARK FOR at AS at - INTERVAL '10' SECOND
) WITH (connector = 'single_file', path = '${DATA}/events.json', type = 'source', format = 'json', bad_data = 'drop');

CREATE VIEW large AS SELECT id, body ->> 'name' AS name, size * 2 AS twice FROM events WHERE size > 100;

CREATE TABLE names (id BIGINT, name TEXT) WITH (connector = 'single_file', path = 'names.json', type = 'sink', format = 'json');

INSERT INTO names SELECT id, name FROM large WHERE name IS NOT NULL;
INSERT INTO names SELECT id, 'none' FROM large WHERE name IS NULL;
SELECT id, twice, CASE WHEN twice > 1000 THEN 'big' ELSE 'small' END AS class FROM large;

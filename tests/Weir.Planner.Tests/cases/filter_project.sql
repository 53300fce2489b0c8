CREATE TABLE events (id BIGINT NOT NULL, body JSON, size DOUBLE, unused TEXT) WITH (connector = 'single_file', path = 'in.json', format = 'json');
CREATE TABLE names (id BIGINT, name TEXT) WITH (connector = 'single_file', path = 'out.json', format = 'json');
INSERT INTO names SELECT id, body ->> 'name' FROM events WHERE size > 100 AND body ->> 'kind' = 'a';

SET on_error = 'dead_letter';
CREATE TABLE t (id BIGINT, d BIGINT, e BIGINT, g BIGINT, h BIGINT GENERATED ALWAYS AS (1 / g))
WITH (connector = 'single_file', path = 'data/places.json', format = 'json', bad_data = 'dead_letter');
CREATE TABLE halves (id BIGINT, x BIGINT, y BIGINT) WITH (connector = 'single_file', path = 'halves.json', format = 'json', type = 'sink');
CREATE TABLE others (id BIGINT, y BIGINT) WITH (connector = 'single_file', path = 'others.json', format = 'json', type = 'sink');
-- A row that is gone after a step, by a condition or a failure, moves all that follow it.
CREATE VIEW first AS SELECT id, 10 / d AS x, e, h FROM t WHERE id > 0;
INSERT INTO halves SELECT id, x, 10 / e FROM first WHERE x > 3;
INSERT INTO others SELECT id, 20 / e FROM t WHERE d = 0 AND h IS NOT NULL;

--= dead letters of t
--> {"field":null,"offset":55,"reason":"not well-formed JSON: expected a value at byte 0 of the record, found \"n\": not json","text":"not json"}
--> {"expression":"1 / g","offset":91,"reason":"division by zero: 1 / 0","text":"{\"id\":4,\"d\":0,\"e\":0,\"g\":0}"}
--> {"expression":"10 / d","offset":28,"reason":"division by zero: 10 / 0","text":"{\"id\":2,\"d\":0,\"e\":1}"}
--> {"expression":"10 / d","offset":177,"reason":"division by zero: 10 / 0","text":"{\"id\":7,\"d\":0,\"e\":2}"}
--> {"expression":"10 / e","offset":64,"reason":"division by zero: 10 / 0","text":"{\"id\":3,\"x\":10,\"e\":0}"}
--> {"expression":"10 / e","offset":122,"reason":"division by zero: 10 / 0","text":"{\"id\":5,\"x\":5,\"e\":0}"}
--> {"expression":"20 / e","offset":149,"reason":"division by zero: 20 / 0","text":"{\"id\":-6,\"e\":0}"}
--= halves
--> {"id":1,"x":10,"y":10}
--= others
--> {"id":2,"y":20}
--> {"id":7,"y":10}

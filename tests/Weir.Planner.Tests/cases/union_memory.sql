CREATE TABLE a (x INT, y TEXT) WITH (connector = 'single_file', path = 'a.json', format = 'json');
CREATE TABLE b (x BIGINT, y TEXT, z DOUBLE) WITH (connector = 'single_file', path = 'b.json', format = 'json');
CREATE TABLE mem (k BIGINT, label TEXT);
INSERT INTO mem SELECT x, y FROM a UNION ALL SELECT x, y || '!' FROM b WHERE z > 1;
WITH big AS (SELECT k, label FROM mem WHERE k > 10) SELECT label, row_time() AS at FROM big;
SELECT k FROM mem;

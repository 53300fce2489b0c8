-- fails: j -> 'n' can be any kind of JSON value
CREATE TABLE t (a BIGINT, b TEXT, j JSON, ts TIMESTAMP) WITH (connector = 'single_file', path = 'in.json', format = 'json'); SELECT j -> 'n' = 3 AS x FROM t;

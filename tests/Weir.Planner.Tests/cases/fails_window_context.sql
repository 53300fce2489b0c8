-- fails: planning error E16: "tumble" is not allowed here
CREATE TABLE t (a BIGINT, b TEXT, j JSON, ts TIMESTAMP) WITH (connector = 'single_file', path = 'in.json', format = 'json'); SELECT tumble(interval '1 minute') FROM t;

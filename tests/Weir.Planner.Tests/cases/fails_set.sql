-- fails: unknown setting "foo"
SET foo = 1; CREATE TABLE t (a BIGINT, b TEXT, j JSON, ts TIMESTAMP) WITH (connector = 'single_file', path = 'in.json', format = 'json'); SELECT a FROM t;

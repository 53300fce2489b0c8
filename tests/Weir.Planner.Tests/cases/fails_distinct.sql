-- fails: not implemented E17: DISTINCT is not there yet
CREATE TABLE t (a BIGINT, b TEXT, j JSON, ts TIMESTAMP) WITH (connector = 'single_file', path = 'in.json', format = 'json'); SELECT DISTINCT a FROM t;

-- fails: planning error E22: LIMIT and OFFSET are not supported
CREATE TABLE t (a BIGINT, b TEXT, j JSON, ts TIMESTAMP) WITH (connector = 'single_file', path = 'in.json', format = 'json'); SELECT a FROM t LIMIT 3;

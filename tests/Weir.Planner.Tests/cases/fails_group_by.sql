-- fails: not implemented E17: GROUP BY is not there yet
CREATE TABLE t (a BIGINT, b TEXT, j JSON, ts TIMESTAMP) WITH (connector = 'single_file', path = 'in.json', format = 'json'); SELECT b, count(*) FROM t GROUP BY b;

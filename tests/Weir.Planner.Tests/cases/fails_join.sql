-- fails: not implemented E18: joins are not there yet
CREATE TABLE t (a BIGINT, b TEXT, j JSON, ts TIMESTAMP) WITH (connector = 'single_file', path = 'in.json', format = 'json'); SELECT a FROM t JOIN t AS u ON t.a = u.a;

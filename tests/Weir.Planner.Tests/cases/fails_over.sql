-- fails: not implemented E21
CREATE TABLE t (a BIGINT, b TEXT, j JSON, ts TIMESTAMP) WITH (connector = 'single_file', path = 'in.json', format = 'json'); SELECT row_number() OVER (ORDER BY a) FROM t;

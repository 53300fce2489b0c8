-- fails: not implemented E18: subqueries in expressions are joins
CREATE TABLE t (a BIGINT, b TEXT, j JSON, ts TIMESTAMP) WITH (connector = 'single_file', path = 'in.json', format = 'json'); SELECT a FROM t WHERE a IN (SELECT a FROM t);

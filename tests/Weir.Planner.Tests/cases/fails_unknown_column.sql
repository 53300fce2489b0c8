-- fails: did you mean "a"?
CREATE TABLE t (amount BIGINT, a BIGINT) WITH (connector = 'single_file', path = 'in.json', format = 'json'); SELECT aa FROM t;

-- fails: take out the comma before it
CREATE TABLE t (a INT,) WITH (connector = 'single_file', path = 'x', format = 'json'); SELECT a FROM t;

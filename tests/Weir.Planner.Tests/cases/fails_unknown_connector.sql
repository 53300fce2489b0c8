-- fails: hint: did you mean "single_file"?
CREATE TABLE t (a INT) WITH (connector = 'singel_file', path = 'x', format = 'json'); SELECT a FROM t;

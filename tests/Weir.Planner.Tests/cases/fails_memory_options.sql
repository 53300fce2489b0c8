-- fails: a memory table has no option "format"
CREATE TABLE t (a INT) WITH (connector = 'memory', format = 'json'); SELECT a FROM t;

-- fails: a text stands in single quotes: 'x'; in double quotes it is a column, and there are "a", "b"
CREATE TABLE t (a INT, b TEXT) WITH (connector = 'single_file', path = 'x', format = 'json'); SELECT a FROM t WHERE b = "x";

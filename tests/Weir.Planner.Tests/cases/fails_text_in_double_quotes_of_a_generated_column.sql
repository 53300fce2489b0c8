-- fails: a text stands in single quotes: 'x'; in double quotes it is a column, and a generated column can only
CREATE TABLE t (a INT, b TEXT GENERATED ALWAYS AS (concat(a, "x"))) WITH (connector = 'single_file', path = 'x', format = 'json'); SELECT a FROM t;

-- fails: a text stands in single quotes: 'it''s'; in double quotes
CREATE TABLE t (a INT, b TEXT) WITH (connector = 'single_file', path = 'x', format = 'json'); SELECT a FROM t WHERE b IN ('y', "it's");

-- fails: could not create table "t": unknown option "colour"
CREATE TABLE t (a INT) WITH (connector = 'single_file', path = 'x', format = 'json', colour = 'red'); SELECT a FROM t;

-- fails: cannot cast 'abc' to BIGINT
CREATE TABLE t (j JSON) WITH (connector = 'single_file', path = 'data/any_value.json', format = 'json');
CREATE TABLE out (n BIGINT) WITH (connector = 'single_file', path = 'out.json', format = 'json');
INSERT INTO out SELECT j -> 'c' FROM t;

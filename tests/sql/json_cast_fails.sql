-- fails: cannot cast 'abc' to BIGINT
CREATE TABLE t (j JSON) WITH (connector = 'single_file', path = 'data/any_value.json', format = 'json');
SELECT (j -> 'c')::BIGINT AS n FROM t;

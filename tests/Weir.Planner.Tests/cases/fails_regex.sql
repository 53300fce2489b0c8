-- fails: planning error E30: the regular expression cannot be used: back references cannot run in linear time (character 4 of the pattern)
CREATE TABLE t (a BIGINT, b TEXT, j JSON, ts TIMESTAMP) WITH (connector = 'single_file', path = 'in.json', format = 'json'); SELECT a FROM t WHERE b ~ '(a)\1';

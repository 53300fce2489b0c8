-- fails: option "bad_data" cannot refer to the environment
CREATE TABLE t (id BIGINT) WITH (connector = 'single_file', path = 'data/orders.json', format = 'json', bad_data = '{{ POLICY }}');
SELECT id FROM t;

-- fails: option "json.timestamp_format" cannot refer to the environment
CREATE TABLE t (id BIGINT) WITH (connector = 'single_file', path = 'data/orders.json', format = 'json', 'json.timestamp_format' = '{{ TSF }}');
SELECT id FROM t;

-- fails: on_error
CREATE TABLE numbers (i INT, b BIGINT, u BIGINT UNSIGNED, d DOUBLE, m DECIMAL(8, 3), t TEXT)
WITH (connector = 'single_file', path = 'data/numbers.json', format = 'json');
SELECT CAST(t AS DOUBLE) AS t FROM numbers;

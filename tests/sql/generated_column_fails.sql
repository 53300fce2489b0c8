-- fails: bad record
CREATE TABLE numbers (t TEXT, n BIGINT GENERATED ALWAYS AS (CAST(t AS BIGINT))) WITH (connector = 'single_file', path = 'data/numbers.json', format = 'json');
SELECT n FROM numbers;

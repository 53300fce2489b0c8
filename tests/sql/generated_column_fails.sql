-- fails: cannot cast 'abc' to BIGINT, in CAST(t AS BIGINT) (case:1:61)
CREATE TABLE numbers (t TEXT, n BIGINT GENERATED ALWAYS AS (CAST(t AS BIGINT))) WITH (connector = 'single_file', path = 'data/numbers.json', format = 'json');
SELECT n FROM numbers;

-- fails: cannot cast 1234.568 to DECIMAL(4, 3)
CREATE TABLE numbers (i INT, b BIGINT, u BIGINT UNSIGNED, d DOUBLE, m DECIMAL(8, 3), t TEXT)
WITH (connector = 'single_file', path = 'data/numbers.json', format = 'json');
SELECT CAST(m AS DECIMAL(4, 3)) AS small FROM numbers;

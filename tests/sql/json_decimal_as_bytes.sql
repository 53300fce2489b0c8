CREATE TABLE numbers (i INT, b BIGINT, u BIGINT UNSIGNED, d DOUBLE, m DECIMAL(8, 3), t TEXT)
WITH (connector = 'single_file', path = 'data/numbers.json', format = 'json');
CREATE TABLE out WITH (connector = 'single_file', path = 'out.json', format = 'json', 'json.decimal_encoding' = 'bytes');
INSERT INTO out SELECT m FROM numbers;

--= out
--> {"m":"/////////////////////w=="}
--> {"m":"AAAAAAAAAAAAAAAAAAAJxA=="}
--> {"m":"AAAAAAAAAAAAAAAAABLWiA=="}
--> {"m":null}

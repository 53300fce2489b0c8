-- fails: division by zero: 10 / 0, in 10 / i (case:2:8); its record is at line 3, byte 159 of
CREATE TABLE numbers (i INT, t TEXT) WITH (connector = 'single_file', path = 'data/numbers.json', format = 'json');
SELECT 10 / i AS q FROM numbers WHERE t <> 'abc';
